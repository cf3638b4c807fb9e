
import cms.core.models.content_change
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import modelsearch.index
import taggit.managers
import uuid
import wagtail.fields
import wagtail.images.models
import wagtail.models.media
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AccessibilityAudit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('done_on', models.DateField(verbose_name='fait le')),
                ('auditor', models.CharField(help_text='Société, service ou «\xa0en interne\xa0».', max_length=200, verbose_name='fait par')),
                ('rgaa_version', models.CharField(default='4.1.2', max_length=10, verbose_name='version du RGAA')),
                ('conform', models.PositiveSmallIntegerField(verbose_name='critères respectés')),
                ('non_conform', models.PositiveSmallIntegerField(verbose_name='critères non respectés')),
                ('not_applicable', models.PositiveSmallIntegerField(verbose_name='critères non applicables')),
                ('failures', models.TextField(blank=True, help_text='Une par ligne.', verbose_name='non-conformités')),
                ('derogations', models.TextField(blank=True, help_text='Une par ligne, avec sa raison.', verbose_name='dérogations pour charge disproportionnée')),
                ('exempt', models.TextField(blank=True, help_text='Un par ligne.', verbose_name='contenus non soumis à l’obligation')),
                ('technologies', models.TextField(blank=True, help_text='Une par ligne. Ex.\xa0: HTML, CSS, SVG.', verbose_name='technologies')),
                ('environment', models.TextField(blank=True, help_text='Un par ligne. Ex.\xa0: Firefox et NVDA.', verbose_name='environnement de test')),
                ('tools', models.TextField(blank=True, help_text='Un par ligne.', verbose_name='outils')),
                ('sample', models.TextField(blank=True, help_text='Une par ligne.', verbose_name='pages vérifiées')),
                ('report_url', models.URLField(blank=True, max_length=500, verbose_name='adresse de la grille ou du rapport')),
            ],
            options={
                'verbose_name': 'audit d’accessibilité',
                'verbose_name_plural': 'audits d’accessibilité',
                'ordering': ['-done_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ContentChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.PositiveIntegerField(default=cms.core.models.content_change.new_mark, editable=False)),
            ],
            options={
                'verbose_name': 'changement public',
                'verbose_name_plural': 'changements publics',
            },
        ),
        migrations.CreateModel(
            name='OutgoingMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='modèle')),
                ('to', models.EmailField(blank=True, max_length=254, verbose_name='destinataire')),
                ('reply_to', models.EmailField(blank=True, max_length=254, verbose_name='réponse à')),
                ('subject', models.CharField(blank=True, max_length=250, verbose_name='objet')),
                ('text', models.TextField(blank=True, verbose_name='texte')),
                ('html', models.TextField(blank=True, verbose_name='HTML')),
                ('unsubscribe', models.CharField(blank=True, max_length=300, verbose_name='adresse de désinscription')),
                ('key', models.CharField(blank=True, max_length=200, null=True, unique=True, verbose_name='clé')),
                ('reference', models.UUIDField(default=uuid.uuid4, editable=False, verbose_name='référence')),
                ('created', models.DateTimeField(default=django.utils.timezone.now, verbose_name='créé le')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='essais')),
                ('next_try', models.DateTimeField(blank=True, default=django.utils.timezone.now, null=True, verbose_name='prochain essai')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='parti le')),
                ('last_error', models.CharField(blank=True, max_length=80, verbose_name='dernière erreur')),
            ],
            options={
                'verbose_name': 'courriel',
                'verbose_name_plural': 'courriels',
                'indexes': [models.Index(condition=models.Q(('next_try__isnull', False)), fields=['next_try'], name='mail_due'), models.Index(condition=models.Q(('to', ''), _negated=True), fields=['created'], name='mail_to_erase')],
            },
        ),
        migrations.CreateModel(
            name='RateWindow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40)),
                ('digest', models.CharField(max_length=64)),
                ('started', models.BigIntegerField()),
                ('count', models.PositiveIntegerField(default=0)),
                ('ends', models.DateTimeField(db_index=True)),
            ],
            options={
                'verbose_name': 'fenêtre de limitation',
                'verbose_name_plural': 'fenêtres de limitation',
                'constraints': [models.UniqueConstraint(fields=('name', 'digest', 'started'), name='rate_window')],
            },
        ),
        migrations.CreateModel(
            name='SiteBanner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('active', models.BooleanField(default=False, verbose_name='affiché')),
                ('level', models.CharField(choices=[('information', 'Information'), ('alerte', 'Alerte')], default='information', max_length=20, verbose_name='niveau')),
                ('text', models.CharField(blank=True, max_length=300, verbose_name='message')),
                ('link_address', models.CharField(blank=True, help_text='Quand ce n’est pas une page. Ex. : /recherche/', max_length=200, validators=[django.core.validators.RegexValidator('^/(?!/)[^\\s\\\\]*$', 'Une adresse de ce site commence par une barre oblique\xa0: /acteurs/.')], verbose_name='adresse liée')),
                ('link_label', models.CharField(blank=True, max_length=80, verbose_name='libellé du lien')),
                ('from_date', models.DateField(blank=True, help_text='Vide\xa0: dès maintenant.', null=True, verbose_name='premier jour')),
                ('until_date', models.DateField(blank=True, help_text='Vide\xa0: jusqu’à ce qu’on le retire.', null=True, verbose_name='dernier jour')),
                ('link_page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='page liée')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'bandeau',
            },
        ),
        migrations.CreateModel(
            name='SiteIdentity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(default='IA des territoires', max_length=80, verbose_name='nom du site')),
                ('tagline', models.CharField(blank=True, help_text='Reprise par les moteurs de recherche.', max_length=200, verbose_name='description courte')),
                ('footer_text', models.TextField(blank=True, verbose_name='phrase du pied de page')),
                ('contact_email', models.EmailField(blank=True, max_length=254, verbose_name='courriel de contact')),
                ('publisher', models.CharField(blank=True, help_text='Nom de la personne morale qui publie le site.', max_length=200, verbose_name='éditeur')),
                ('publisher_address', models.TextField(blank=True, verbose_name='adresse de l’éditeur')),
                ('publisher_phone', models.CharField(blank=True, max_length=30, verbose_name='téléphone de l’éditeur')),
                ('publication_director', models.CharField(blank=True, max_length=200, verbose_name='directeur ou directrice de la publication')),
                ('host', models.CharField(blank=True, max_length=200, verbose_name='hébergeur')),
                ('host_address', models.TextField(blank=True, verbose_name='adresse de l’hébergeur')),
                ('host_phone', models.CharField(blank=True, max_length=30, verbose_name='téléphone de l’hébergeur')),
                ('data_protection_contact', models.CharField(blank=True, max_length=200, verbose_name='contact du délégué à la protection des données')),
                ('contact_page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='page de contact')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'identité du site',
            },
        ),
        migrations.CreateModel(
            name='SiteImage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('file', wagtail.images.models.WagtailImageField(height_field='height', upload_to=wagtail.images.models.get_upload_to, verbose_name='file', width_field='width')),
                ('description', models.CharField(blank=True, default='', max_length=255, verbose_name='description')),
                ('width', models.IntegerField(editable=False, verbose_name='width')),
                ('height', models.IntegerField(editable=False, verbose_name='height')),
                ('created_at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='created at')),
                ('focal_point_x', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_y', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_width', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_height', models.PositiveIntegerField(blank=True, null=True)),
                ('file_size', models.PositiveIntegerField(editable=False, null=True)),
                ('file_hash', models.CharField(blank=True, db_index=True, editable=False, max_length=40)),
                ('credit', models.CharField(blank=True, help_text='Auteur et licence, affichés sous l’image.', max_length=255, verbose_name='crédit')),
                ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
            ],
            options={
                'verbose_name': 'image',
                'abstract': False,
            },
            bases=(wagtail.images.models.ImageFileMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='SiteNavigation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('header', wagtail.fields.StreamField([('link', 3)], blank=True, block_lookup={0: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Page', 'required': False}), 1: ('wagtail.blocks.CharBlock', (), {'help_text': 'Quand ce n’est pas une page. Ex. : /acteurs/', 'label': 'Adresse du site', 'max_length': 200, 'required': False, 'validators': [django.core.validators.RegexValidator('^/(?!/)[^\\s\\\\]*$', 'Une adresse de ce site commence par une barre oblique\xa0: /acteurs/.')]}), 2: ('wagtail.blocks.CharBlock', (), {'help_text': 'Vide\xa0: le titre de la page.', 'label': 'Libellé', 'max_length': 40, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('page', 0), ('address', 1), ('label', 2)]], {})}, help_text='Vide\xa0: les pages placées sous l’accueil et cochées «\xa0Afficher dans les menus\xa0». «\xa0Recherche\xa0» s’ajoute à la fin.', verbose_name='menu principal')),
                ('footer', wagtail.fields.StreamField([('column', 6)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Titre', 'max_length': 40}), 1: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Page', 'required': False}), 2: ('wagtail.blocks.CharBlock', (), {'help_text': 'Quand ce n’est pas une page. Ex. : /acteurs/', 'label': 'Adresse du site', 'max_length': 200, 'required': False, 'validators': [django.core.validators.RegexValidator('^/(?!/)[^\\s\\\\]*$', 'Une adresse de ce site commence par une barre oblique\xa0: /acteurs/.')]}), 3: ('wagtail.blocks.CharBlock', (), {'help_text': 'Vide\xa0: le titre de la page.', 'label': 'Libellé', 'max_length': 40, 'required': False}), 4: ('wagtail.blocks.StructBlock', [[('page', 1), ('address', 2), ('label', 3)]], {}), 5: ('wagtail.blocks.ListBlock', (4,), {'label': 'Liens', 'min_num': 1}), 6: ('wagtail.blocks.StructBlock', [[('title', 0), ('links', 5)]], {})}, help_text='Vide\xa0: le menu principal, puis les autres pages placées sous l’accueil. «\xa0Plan du site\xa0» et «\xa0Accessibilité\xa0» s’ajoutent à la dernière colonne.', verbose_name='pied de page')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'menus',
            },
        ),
        migrations.CreateModel(
            name='SiteRendition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('filter_spec', models.CharField(db_index=True, max_length=255)),
                ('file', wagtail.images.models.WagtailImageField(height_field='height', storage=wagtail.images.models.get_rendition_storage, upload_to=wagtail.images.models.get_rendition_upload_to, width_field='width')),
                ('width', models.IntegerField(editable=False)),
                ('height', models.IntegerField(editable=False)),
                ('focal_point_key', models.CharField(blank=True, default='', editable=False, max_length=16)),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='renditions', to='core.siteimage')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('image', 'filter_spec', 'focal_point_key'), name='rendition_once_per_filter')],
            },
            bases=(wagtail.images.models.ImageFileMixin, models.Model),
        ),
    ]
