
import cms.members.models.email_domain
import cms.members.models.user
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('members', '0001_initial'),
        ('territories', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='EmailDomain',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('domain', models.CharField(help_text='Ce qui suit l’arobase, sans sous-domaine en plus ni en moins. Exemple : « ville.fr ».', max_length=100, unique=True, validators=[cms.members.models.email_domain.check_domain], verbose_name='domaine')),
            ],
            options={
                'verbose_name': 'domaine de courriel',
                'verbose_name_plural': 'domaines de courriel',
                'ordering': ['domain'],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_name', models.CharField(max_length=150, verbose_name='prénom')),
                ('last_name', models.CharField(max_length=150, verbose_name='nom')),
                ('email', models.EmailField(max_length=254, verbose_name='adresse électronique')),
                ('role', models.CharField(choices=[('Contributeur', 'Contributeur'), ('Rédaction', 'Rédaction'), ('Relecteur', 'Relecteur'), ('Administration', 'Administration'), ('Membre', 'Membre')], max_length=40, verbose_name='rôle')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='créée le')),
                ('accepted_at', models.DateTimeField(editable=False, null=True, verbose_name='acceptée le')),
            ],
            options={
                'verbose_name': 'invitation',
                'ordering': ['-created_at'],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'verbose_name': 'appartenance',
                'verbose_name_plural': 'appartenances',
            },
        ),
        migrations.CreateModel(
            name='SignedLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.SlugField(max_length=40, verbose_name='usage')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='destinataire')),
                ('object_id', models.PositiveBigIntegerField()),
                ('digest', models.CharField(editable=False, max_length=64, unique=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='envoyé le')),
                ('expires_at', models.DateTimeField(verbose_name='expire le')),
                ('used_at', models.DateTimeField(null=True, verbose_name='utilisé le')),
                ('revoked_at', models.DateTimeField(null=True, verbose_name='retiré le')),
            ],
            options={
                'verbose_name': 'lien signé',
                'verbose_name_plural': 'liens signés',
            },
        ),
        migrations.AddField(
            model_name='user',
            name='sessions_mark',
            field=models.CharField(default=cms.members.models.user.new_mark, editable=False, max_length=16),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('email'), condition=models.Q(('email', ''), _negated=True), name='one_account_an_address', violation_error_message='Cette adresse a déjà un compte.'),
        ),
        migrations.AddField(
            model_name='emaildomain',
            name='authority',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='email_domains', to='territories.localauthority', verbose_name='collectivité'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='authority',
            field=models.ForeignKey(blank=True, help_text='Nécessaire pour un membre ou un contributeur.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='territories.localauthority', verbose_name='collectivité'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='created_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='invité par'),
        ),
        migrations.AddField(
            model_name='membership',
            name='authority',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='territories.localauthority', verbose_name='collectivité'),
        ),
        migrations.AddField(
            model_name='membership',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL, verbose_name='compte'),
        ),
        migrations.AddField(
            model_name='signedlink',
            name='content_type',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='contenttypes.contenttype'),
        ),
        migrations.AddField(
            model_name='signedlink',
            name='created_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='envoyé par'),
        ),
        migrations.AddField(
            model_name='signedlink',
            name='revoked_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='retiré par'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(fields=('user', 'authority'), name='one_membership'),
        ),
        migrations.AddIndex(
            model_name='signedlink',
            index=models.Index(fields=['content_type', 'object_id', 'purpose'], name='link_target'),
        ),
    ]
