
import cms.workflow.models.error_report
import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('members', '0002_initial'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('claimed_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='prise en charge le')),
                ('task_state', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='claim', to='wagtailcore.taskstate')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prise en charge par')),
            ],
            options={
                'verbose_name': 'prise en charge',
                'verbose_name_plural': 'prises en charge',
            },
        ),
        migrations.CreateModel(
            name='FourEyesTask',
            fields=[
                ('task_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.task')),
                ('quorum', models.PositiveSmallIntegerField(default=1, help_text='Nombre de personnes différentes qui doivent approuver.', verbose_name='approbations nécessaires')),
                ('days_to_decide', models.PositiveSmallIntegerField(default=5, help_text='Au-delà, la relecture est en retard et ses relecteurs relancés.', verbose_name='délai, en jours')),
                ('groups', models.ManyToManyField(help_text='Pages/snippets at this step in a workflow will be moderated or approved by these groups of users', to='auth.group', verbose_name='groups')),
            ],
            options={
                'verbose_name': 'relecture à quatre yeux',
                'verbose_name_plural': 'relectures à quatre yeux',
            },
            bases=('wagtailcore.task',),
        ),
        migrations.CreateModel(
            name='OpinionRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision_key', models.PositiveBigIntegerField(editable=False)),
                ('name', models.CharField(help_text='Prénom et nom, tels que l’historique les montrera.', max_length=120, verbose_name='nom')),
                ('role', models.CharField(blank=True, help_text='Ex. : déléguée à la protection des données, adjoint au maire.', max_length=120, verbose_name='fonction')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='courriel')),
                ('message', models.TextField(blank=True, max_length=2000, verbose_name='message')),
                ('requested_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='demandé le')),
                ('opinion', models.CharField(blank=True, choices=[('favorable', 'Favorable'), ('a-modifier', 'À modifier')], max_length=12, verbose_name='avis')),
                ('comment', models.TextField(blank=True, verbose_name='remarque générale')),
                ('remarks', models.JSONField(blank=True, default=list, verbose_name='remarques par passage')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='rendu le')),
                ('link', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='members.signedlink')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='opinion_requests', to=settings.WAGTAIL_PAGE_MODEL)),
                ('requested_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='demandé par')),
                ('revision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision')),
            ],
            options={
                'verbose_name': 'avis demandé',
                'verbose_name_plural': 'avis demandés',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(help_text='Ex. : Forum des Interconnectés, 10 et 11 mars.', max_length=120, verbose_name='nom du lot')),
                ('publish_at', models.DateTimeField(blank=True, help_text='Vide : quelqu’un publie le lot d’un clic.', null=True, verbose_name='publication le')),
                ('state', models.CharField(choices=[('en-preparation', 'en préparation'), ('publie', 'publié'), ('retabli', 'publié puis rétabli'), ('annule', 'annulé')], default='en-preparation', max_length=16, verbose_name='état')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='préparé le')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='publié le')),
                ('problems', models.JSONField(blank=True, default=list, verbose_name='ce qui a empêché la publication')),
                ('tried_at', models.DateTimeField(blank=True, null=True, verbose_name='dernier essai')),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='préparé par')),
                ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='publié par')),
            ],
            options={
                'verbose_name': 'lot',
                'verbose_name_plural': 'lots',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='ReviewSummary',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('labels', models.JSONField(default=list, verbose_name='champs modifiés')),
                ('authors', models.ManyToManyField(related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='auteurs')),
                ('task_state', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='summary', to='wagtailcore.taskstate')),
            ],
            options={
                'verbose_name': 'résumé des modifications',
                'verbose_name_plural': 'résumés des modifications',
            },
        ),
        migrations.CreateModel(
            name='ScheduleFailure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField(verbose_name='prévue le')),
                ('is_expiry', models.BooleanField(default=False)),
                ('reason', models.CharField(max_length=500, verbose_name='raison')),
                ('since', models.DateTimeField(default=django.utils.timezone.now, verbose_name='constaté le')),
                ('page', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='schedule_failure', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'verbose_name': 'programmation en échec',
                'verbose_name_plural': 'programmations en échec',
                'ordering': ['due_at'],
            },
        ),
        migrations.CreateModel(
            name='Verification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='à')),
                ('on', models.DateField(verbose_name='vérifiée le')),
                ('review_on', models.DateField(verbose_name='prochaine revue')),
                ('answered', models.DateField(null=True, verbose_name='revue prévue')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='verifications', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'verbose_name': 'confirmation',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Approval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('given_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='donnée le')),
                ('comment', models.TextField(blank=True, verbose_name='commentaire')),
                ('completes', models.BooleanField(default=False, verbose_name='atteint le nombre voulu')),
                ('task_state', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='approvals', to='wagtailcore.taskstate')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='relecteur')),
            ],
            options={
                'verbose_name': 'approbation',
                'verbose_name_plural': 'approbations',
                'constraints': [models.UniqueConstraint(fields=('task_state', 'user'), name='one_voice_each')],
            },
        ),
        migrations.CreateModel(
            name='ErrorReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(default=cms.workflow.models.error_report.new_number, editable=False, max_length=17, unique=True, verbose_name='numéro')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('page_title', models.CharField(max_length=255, verbose_name='titre de la page')),
                ('passage', models.CharField(blank=True, max_length=200, verbose_name='passage concerné')),
                ('text', models.TextField(validators=[django.core.validators.MaxLengthValidator(4000)], verbose_name='ce qui est faux')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='courriel')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='reçu le')),
                ('state', models.CharField(choices=[('recu', 'reçu'), ('verifie', 'vérifié, correction en cours'), ('corrige', 'corrigé'), ('sans-suite', 'sans suite')], default='recu', max_length=12, verbose_name='état')),
                ('answer', models.TextField(blank=True, help_text='Envoyée par courriel à la personne quand vous clôturez, si elle a donné une adresse.', validators=[django.core.validators.MaxLengthValidator(4000)], verbose_name='réponse')),
                ('closed_at', models.DateTimeField(editable=False, null=True, verbose_name='clôturé le')),
                ('handled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='traité par')),
                ('page', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='error_reports', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='page')),
            ],
            options={
                'verbose_name': 'signalement d’erreur',
                'verbose_name_plural': 'signalements d’erreurs',
                'ordering': ['-created_at', '-pk'],
                'indexes': [models.Index(fields=['page', 'state'], name='report_page_state'), models.Index(condition=models.Q(('email', ''), _negated=True), fields=['created_at'], name='report_to_erase')],
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision_key', models.PositiveBigIntegerField(editable=False)),
                ('published_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='publiée le')),
                ('changes', models.JSONField(blank=True, default=list, verbose_name='ce qui a changé')),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='approuvée par')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='publications', to=settings.WAGTAIL_PAGE_MODEL)),
                ('revision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision')),
            ],
            options={
                'verbose_name': 'publication',
                'verbose_name_plural': 'publications',
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['page', '-id'], name='last_publication')],
            },
        ),
        migrations.CreateModel(
            name='ReleaseItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='page')),
                ('parent_key', models.PositiveBigIntegerField(null=True)),
                ('was_live', models.BooleanField(default=False)),
                ('is_open', models.BooleanField(default=True)),
                ('approved_revision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision')),
                ('page', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='release_items', to=settings.WAGTAIL_PAGE_MODEL)),
                ('previous_revision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision')),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='workflow.release')),
            ],
            options={
                'verbose_name': 'page d’un lot',
                'verbose_name_plural': 'pages d’un lot',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_open', True)), fields=('page',), name='one_open_lot_a_page')],
            },
        ),
        migrations.CreateModel(
            name='SetAside',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('base_content', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, null=True)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='set_aside', to=settings.WAGTAIL_PAGE_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'version mise de côté',
                'verbose_name_plural': 'versions mises de côté',
                'constraints': [models.UniqueConstraint(fields=('page', 'user'), name='one_set_aside')],
            },
        ),
    ]
