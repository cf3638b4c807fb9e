
import django.core.validators
import django.db.models.deletion
import modelcluster.fields
import re
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Tag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, unique=True, verbose_name='name')),
                ('slug', models.SlugField(allow_unicode=True, max_length=100, unique=True, verbose_name='slug')),
            ],
            options={
                'verbose_name': 'mot-clé',
                'verbose_name_plural': 'mots-clés',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='ActorNature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=120, verbose_name='libellé')),
                ('slug', models.SlugField(help_text='Figure dans les adresses du site et ne change plus après la création. Minuscules sans accents et tirets, par exemple «\xa0mobilites\xa0».', max_length=80, unique=True, validators=[django.core.validators.RegexValidator(re.compile('^[-a-zA-Z0-9_]+\\Z'), 'Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.', 'invalid')], verbose_name='identifiant')),
                ('definition', models.TextField(blank=True, help_text='Une phrase, lue par les visiteurs.', verbose_name='définition')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='Rang dans les listes, à partir de 1.', verbose_name='ordre')),
                ('active', models.BooleanField(default=True, help_text='Un terme retiré de la saisie reste affiché sur les pages qui le portent.', verbose_name='proposé à la saisie')),
                ('source', models.CharField(blank=True, help_text='Document ou adresse d’où vient le libellé\u202f; «\xa0editorial\xa0» pour un classement de la rédaction.', max_length=255, verbose_name='source')),
                ('exact_match', models.URLField(blank=True, help_text='Adresse du même concept dans un vocabulaire public (skos:exactMatch).', verbose_name='équivalent publié')),
                ('merged_into', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='taxonomy.actornature', verbose_name='fusionné dans')),
            ],
            options={
                'verbose_name': 'nature d’acteur',
                'verbose_name_plural': 'natures d’acteur',
                'ordering': ['order', 'label'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AiActLevel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=120, verbose_name='libellé')),
                ('slug', models.SlugField(help_text='Figure dans les adresses du site et ne change plus après la création. Minuscules sans accents et tirets, par exemple «\xa0mobilites\xa0».', max_length=80, unique=True, validators=[django.core.validators.RegexValidator(re.compile('^[-a-zA-Z0-9_]+\\Z'), 'Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.', 'invalid')], verbose_name='identifiant')),
                ('definition', models.TextField(blank=True, help_text='Une phrase, lue par les visiteurs.', verbose_name='définition')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='Rang dans les listes, à partir de 1.', verbose_name='ordre')),
                ('active', models.BooleanField(default=True, help_text='Un terme retiré de la saisie reste affiché sur les pages qui le portent.', verbose_name='proposé à la saisie')),
                ('source', models.CharField(blank=True, help_text='Document ou adresse d’où vient le libellé\u202f; «\xa0editorial\xa0» pour un classement de la rédaction.', max_length=255, verbose_name='source')),
                ('exact_match', models.URLField(blank=True, help_text='Adresse du même concept dans un vocabulaire public (skos:exactMatch).', verbose_name='équivalent publié')),
                ('merged_into', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='taxonomy.aiactlevel', verbose_name='fusionné dans')),
            ],
            options={
                'verbose_name': 'niveau AI Act',
                'verbose_name_plural': 'niveaux AI Act',
                'ordering': ['order', 'label'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AssessmentType',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=120, verbose_name='libellé')),
                ('slug', models.SlugField(help_text='Figure dans les adresses du site et ne change plus après la création. Minuscules sans accents et tirets, par exemple «\xa0mobilites\xa0».', max_length=80, unique=True, validators=[django.core.validators.RegexValidator(re.compile('^[-a-zA-Z0-9_]+\\Z'), 'Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.', 'invalid')], verbose_name='identifiant')),
                ('definition', models.TextField(blank=True, help_text='Une phrase, lue par les visiteurs.', verbose_name='définition')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='Rang dans les listes, à partir de 1.', verbose_name='ordre')),
                ('active', models.BooleanField(default=True, help_text='Un terme retiré de la saisie reste affiché sur les pages qui le portent.', verbose_name='proposé à la saisie')),
                ('source', models.CharField(blank=True, help_text='Document ou adresse d’où vient le libellé\u202f; «\xa0editorial\xa0» pour un classement de la rédaction.', max_length=255, verbose_name='source')),
                ('exact_match', models.URLField(blank=True, help_text='Adresse du même concept dans un vocabulaire public (skos:exactMatch).', verbose_name='équivalent publié')),
                ('merged_into', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='taxonomy.assessmenttype', verbose_name='fusionné dans')),
            ],
            options={
                'verbose_name': 'type d’évaluation',
                'verbose_name_plural': 'types d’évaluation',
                'ordering': ['order', 'label'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Audience',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=120, verbose_name='libellé')),
                ('slug', models.SlugField(help_text='Figure dans les adresses du site et ne change plus après la création. Minuscules sans accents et tirets, par exemple «\xa0mobilites\xa0».', max_length=80, unique=True, validators=[django.core.validators.RegexValidator(re.compile('^[-a-zA-Z0-9_]+\\Z'), 'Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.', 'invalid')], verbose_name='identifiant')),
                ('definition', models.TextField(blank=True, help_text='Une phrase, lue par les visiteurs.', verbose_name='définition')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='Rang dans les listes, à partir de 1.', verbose_name='ordre')),
                ('active', models.BooleanField(default=True, help_text='Un terme retiré de la saisie reste affiché sur les pages qui le portent.', verbose_name='proposé à la saisie')),
                ('source', models.CharField(blank=True, help_text='Document ou adresse d’où vient le libellé\u202f; «\xa0editorial\xa0» pour un classement de la rédaction.', max_length=255, verbose_name='source')),
                ('exact_match', models.URLField(blank=True, help_text='Adresse du même concept dans un vocabulaire public (skos:exactMatch).', verbose_name='équivalent publié')),
                ('merged_into', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='taxonomy.audience', verbose_name='fusionné dans')),
            ],
            options={
                'verbose_name': 'cible',
                'ordering': ['order', 'label'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AuthorityType',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=120, verbose_name='libellé')),
                ('slug', models.SlugField(help_text='Figure dans les adresses du site et ne change plus après la création. Minuscules sans accents et tirets, par exemple «\xa0mobilites\xa0».', max_length=80, unique=True, validators=[django.core.validators.RegexValidator(re.compile('^[-a-zA-Z0-9_]+\\Z'), 'Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.', 'invalid')], verbose_name='identifiant')),
                ('definition', models.TextField(blank=True, help_text='Une phrase, lue par les visiteurs.', verbose_name='définition')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='Rang dans les listes, à partir de 1.', verbose_name='ordre')),
                ('active', models.BooleanField(default=True, help_text='Un terme retiré de la saisie reste affiché sur les pages qui le portent.', verbose_name='proposé à la saisie')),
                ('source', models.CharField(blank=True, help_text='Document ou adresse d’où vient le libellé\u202f; «\xa0editorial\xa0» pour un classement de la rédaction.', max_length=255, verbose_name='source')),
                ('exact_match', models.URLField(blank=True, help_text='Adresse du même concept dans un vocabulaire public (skos:exactMatch).', verbose_name='équivalent publié')),
                ('group', models.CharField(choices=[('communes', 'Communes'), ('intercommunalites', 'Intercommunalités'), ('departements', 'Départements'), ('regions', 'Régions'), ('autres', 'Autres')], max_length=20, verbose_name='groupe')),
                ('register_code', models.CharField(blank=True, help_text='Code de nature du découpage administratif officiel\xa0: COM, CC, CA, CU, METRO, MET69, EPT…', max_length=8, verbose_name='code du découpage')),
                ('merged_into', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='taxonomy.authoritytype', verbose_name='fusionné dans')),
            ],
            options={
                'verbose_name': 'type de collectivité',
                'verbose_name_plural': 'types de collectivité',
                'ordering': ['order', 'label'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AutomationLevel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=120, verbose_name='libellé')),
                ('slug', models.SlugField(help_text='Figure dans les adresses du site et ne change plus après la création. Minuscules sans accents et tirets, par exemple «\xa0mobilites\xa0».', max_length=80, unique=True, validators=[django.core.validators.RegexValidator(re.compile('^[-a-zA-Z0-9_]+\\Z'), 'Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.', 'invalid')], verbose_name='identifiant')),
                ('definition', models.TextField(blank=True, help_text='Une phrase, lue par les visiteurs.', verbose_name='définition')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='Rang dans les listes, à partir de 1.', verbose_name='ordre')),
                ('active', models.BooleanField(default=True, help_text='Un terme retiré de la saisie reste affiché sur les pages qui le portent.', verbose_name='proposé à la saisie')),
                ('source', models.CharField(blank=True, help_text='Document ou adresse d’où vient le libellé\u202f; «\xa0editorial\xa0» pour un classement de la rédaction.', max_length=255, verbose_name='source')),
                ('exact_match', models.URLField(blank=True, help_text='Adresse du même concept dans un vocabulaire public (skos:exactMatch).', verbose_name='équivalent publié')),
                ('merged_into', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='taxonomy.automationlevel', verbose_name='fusionné dans')),
            ],
            options={
                'verbose_name': 'niveau d’automatisation',
                'verbose_name_plural': 'niveaux d’automatisation',
                'ordering': ['order', 'label'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CharterDomain',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=120, verbose_name='libellé')),
                ('slug', models.SlugField(help_text='Figure dans les adresses du site et ne change plus après la création. Minuscules sans accents et tirets, par exemple «\xa0mobilites\xa0».', max_length=80, unique=True, validators=[django.core.validators.RegexValidator(re.compile('^[-a-zA-Z0-9_]+\\Z'), 'Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.', 'invalid')], verbose_name='identifiant')),
                ('definition', models.TextField(blank=True, help_text='Une phrase, lue par les visiteurs.', verbose_name='définition')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='Rang dans les listes, à partir de 1.', verbose_name='ordre')),
                ('active', models.BooleanField(default=True, help_text='Un terme retiré de la saisie reste affiché sur les pages qui le portent.', verbose_name='proposé à la saisie')),
                ('source', models.CharField(blank=True, help_text='Document ou adresse d’où vient le libellé\u202f; «\xa0editorial\xa0» pour un classement de la rédaction.', max_length=255, verbose_name='source')),
                ('exact_match', models.URLField(blank=True, help_text='Adresse du même concept dans un vocabulaire public (skos:exactMatch).', verbose_name='équivalent publié')),
                ('merged_into', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='taxonomy.charterdomain', verbose_name='fusionné dans')),
            ],
            options={
                'verbose_name': 'domaine de charte',
                'verbose_name_plural': 'domaines de charte',
                'ordering': ['order', 'label'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CharterNature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=120, verbose_name='libellé')),
                ('slug', models.SlugField(help_text='Figure dans les adresses du site et ne change plus après la création. Minuscules sans accents et tirets, par exemple «\xa0mobilites\xa0».', max_length=80, unique=True, validators=[django.core.validators.RegexValidator(re.compile('^[-a-zA-Z0-9_]+\\Z'), 'Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.', 'invalid')], verbose_name='identifiant')),
                ('definition', models.TextField(blank=True, help_text='Une phrase, lue par les visiteurs.', verbose_name='définition')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='Rang dans les listes, à partir de 1.', verbose_name='ordre')),
                ('active', models.BooleanField(default=True, help_text='Un terme retiré de la saisie reste affiché sur les pages qui le portent.', verbose_name='proposé à la saisie')),
                ('source', models.CharField(blank=True, help_text='Document ou adresse d’où vient le libellé\u202f; «\xa0editorial\xa0» pour un classement de la rédaction.', max_length=255, verbose_name='source')),
                ('exact_match', models.URLField(blank=True, help_text='Adresse du même concept dans un vocabulaire public (skos:exactMatch).', verbose_name='équivalent publié')),
                ('merged_into', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='taxonomy.charternature', verbose_name='fusionné dans')),
            ],
            options={
                'verbose_name': 'nature de charte',
                'verbose_name_plural': 'natures de charte',
                'ordering': ['order', 'label'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CharterState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=120, verbose_name='libellé')),
                ('slug', models.SlugField(help_text='Figure dans les adresses du site et ne change plus après la création. Minuscules sans accents et tirets, par exemple «\xa0mobilites\xa0».', max_length=80, unique=True, validators=[django.core.validators.RegexValidator(re.compile('^[-a-zA-Z0-9_]+\\Z'), 'Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.', 'invalid')], verbose_name='identifiant')),
                ('definition', models.TextField(blank=True, help_text='Une phrase, lue par les visiteurs.', verbose_name='définition')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='Rang dans les listes, à partir de 1.', verbose_name='ordre')),
                ('active', models.BooleanField(default=True, help_text='Un terme retiré de la saisie reste affiché sur les pages qui le portent.', verbose_name='proposé à la saisie')),
                ('source', models.CharField(blank=True, help_text='Document ou adresse d’où vient le libellé\u202f; «\xa0editorial\xa0» pour un classement de la rédaction.', max_length=255, verbose_name='source')),
                ('exact_match', models.URLField(blank=True, help_text='Adresse du même concept dans un vocabulaire public (skos:exactMatch).', verbose_name='équivalent publié')),
                ('merged_into', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='taxonomy.charterstate', verbose_name='fusionné dans')),
            ],
            options={
                'verbose_name': 'état de charte',
                'verbose_name_plural': 'états de charte',
                'ordering': ['order', 'label'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='FailureNature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=120, verbose_name='libellé')),
                ('slug', models.SlugField(help_text='Figure dans les adresses du site et ne change plus après la création. Minuscules sans accents et tirets, par exemple «\xa0mobilites\xa0».', max_length=80, unique=True, validators=[django.core.validators.RegexValidator(re.compile('^[-a-zA-Z0-9_]+\\Z'), 'Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.', 'invalid')], verbose_name='identifiant')),
                ('definition', models.TextField(blank=True, help_text='Une phrase, lue par les visiteurs.', verbose_name='définition')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='Rang dans les listes, à partir de 1.', verbose_name='ordre')),
                ('active', models.BooleanField(default=True, help_text='Un terme retiré de la saisie reste affiché sur les pages qui le portent.', verbose_name='proposé à la saisie')),
                ('source', models.CharField(blank=True, help_text='Document ou adresse d’où vient le libellé\u202f; «\xa0editorial\xa0» pour un classement de la rédaction.', max_length=255, verbose_name='source')),
                ('exact_match', models.URLField(blank=True, help_text='Adresse du même concept dans un vocabulaire public (skos:exactMatch).', verbose_name='équivalent publié')),
                ('merged_into', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='taxonomy.failurenature', verbose_name='fusionné dans')),
            ],
            options={
                'verbose_name': 'nature de ratage',
                'verbose_name_plural': 'natures de ratage',
                'ordering': ['order', 'label'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='HostingLocation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=120, verbose_name='libellé')),
                ('slug', models.SlugField(help_text='Figure dans les adresses du site et ne change plus après la création. Minuscules sans accents et tirets, par exemple «\xa0mobilites\xa0».', max_length=80, unique=True, validators=[django.core.validators.RegexValidator(re.compile('^[-a-zA-Z0-9_]+\\Z'), 'Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.', 'invalid')], verbose_name='identifiant')),
                ('definition', models.TextField(blank=True, help_text='Une phrase, lue par les visiteurs.', verbose_name='définition')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='Rang dans les listes, à partir de 1.', verbose_name='ordre')),
                ('active', models.BooleanField(default=True, help_text='Un terme retiré de la saisie reste affiché sur les pages qui le portent.', verbose_name='proposé à la saisie')),
                ('source', models.CharField(blank=True, help_text='Document ou adresse d’où vient le libellé\u202f; «\xa0editorial\xa0» pour un classement de la rédaction.', max_length=255, verbose_name='source')),
                ('exact_match', models.URLField(blank=True, help_text='Adresse du même concept dans un vocabulaire public (skos:exactMatch).', verbose_name='équivalent publié')),
                ('merged_into', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='taxonomy.hostinglocation', verbose_name='fusionné dans')),
            ],
            options={
                'verbose_name': 'lieu d’hébergement',
                'verbose_name_plural': 'lieux d’hébergement',
                'ordering': ['order', 'label'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Maturity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=120, verbose_name='libellé')),
                ('slug', models.SlugField(help_text='Figure dans les adresses du site et ne change plus après la création. Minuscules sans accents et tirets, par exemple «\xa0mobilites\xa0».', max_length=80, unique=True, validators=[django.core.validators.RegexValidator(re.compile('^[-a-zA-Z0-9_]+\\Z'), 'Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.', 'invalid')], verbose_name='identifiant')),
                ('definition', models.TextField(blank=True, help_text='Une phrase, lue par les visiteurs.', verbose_name='définition')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='Rang dans les listes, à partir de 1.', verbose_name='ordre')),
                ('active', models.BooleanField(default=True, help_text='Un terme retiré de la saisie reste affiché sur les pages qui le portent.', verbose_name='proposé à la saisie')),
                ('source', models.CharField(blank=True, help_text='Document ou adresse d’où vient le libellé\u202f; «\xa0editorial\xa0» pour un classement de la rédaction.', max_length=255, verbose_name='source')),
                ('exact_match', models.URLField(blank=True, help_text='Adresse du même concept dans un vocabulaire public (skos:exactMatch).', verbose_name='équivalent publié')),
                ('on_scale', models.BooleanField(default=True, help_text='Décoché pour un état hors échelle, comme «\xa0arrêté ou abandonné\xa0».', verbose_name='degré de l’échelle')),
                ('merged_into', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='taxonomy.maturity', verbose_name='fusionné dans')),
            ],
            options={
                'verbose_name': 'maturité',
                'ordering': ['order', 'label'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PartnerRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=120, verbose_name='libellé')),
                ('slug', models.SlugField(help_text='Figure dans les adresses du site et ne change plus après la création. Minuscules sans accents et tirets, par exemple «\xa0mobilites\xa0».', max_length=80, unique=True, validators=[django.core.validators.RegexValidator(re.compile('^[-a-zA-Z0-9_]+\\Z'), 'Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.', 'invalid')], verbose_name='identifiant')),
                ('definition', models.TextField(blank=True, help_text='Une phrase, lue par les visiteurs.', verbose_name='définition')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='Rang dans les listes, à partir de 1.', verbose_name='ordre')),
                ('active', models.BooleanField(default=True, help_text='Un terme retiré de la saisie reste affiché sur les pages qui le portent.', verbose_name='proposé à la saisie')),
                ('source', models.CharField(blank=True, help_text='Document ou adresse d’où vient le libellé\u202f; «\xa0editorial\xa0» pour un classement de la rédaction.', max_length=255, verbose_name='source')),
                ('exact_match', models.URLField(blank=True, help_text='Adresse du même concept dans un vocabulaire public (skos:exactMatch).', verbose_name='équivalent publié')),
                ('merged_into', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='taxonomy.partnerrole', verbose_name='fusionné dans')),
            ],
            options={
                'verbose_name': 'rôle de partenaire',
                'verbose_name_plural': 'rôles de partenaire',
                'ordering': ['order', 'label'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ProcurementMode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=120, verbose_name='libellé')),
                ('slug', models.SlugField(help_text='Figure dans les adresses du site et ne change plus après la création. Minuscules sans accents et tirets, par exemple «\xa0mobilites\xa0».', max_length=80, unique=True, validators=[django.core.validators.RegexValidator(re.compile('^[-a-zA-Z0-9_]+\\Z'), 'Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.', 'invalid')], verbose_name='identifiant')),
                ('definition', models.TextField(blank=True, help_text='Une phrase, lue par les visiteurs.', verbose_name='définition')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='Rang dans les listes, à partir de 1.', verbose_name='ordre')),
                ('active', models.BooleanField(default=True, help_text='Un terme retiré de la saisie reste affiché sur les pages qui le portent.', verbose_name='proposé à la saisie')),
                ('source', models.CharField(blank=True, help_text='Document ou adresse d’où vient le libellé\u202f; «\xa0editorial\xa0» pour un classement de la rédaction.', max_length=255, verbose_name='source')),
                ('exact_match', models.URLField(blank=True, help_text='Adresse du même concept dans un vocabulaire public (skos:exactMatch).', verbose_name='équivalent publié')),
                ('merged_into', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='taxonomy.procurementmode', verbose_name='fusionné dans')),
            ],
            options={
                'verbose_name': 'mode d’obtention',
                'verbose_name_plural': 'modes d’obtention',
                'ordering': ['order', 'label'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MergedTag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(allow_unicode=True, max_length=100, unique=True, verbose_name='identifiant')),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='taxonomy.tag', verbose_name='mot-clé')),
            ],
            options={
                'verbose_name': 'mot-clé fusionné',
                'verbose_name_plural': 'mots-clés fusionnés',
            },
        ),
        migrations.CreateModel(
            name='Technique',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=120, verbose_name='libellé')),
                ('slug', models.SlugField(help_text='Figure dans les adresses du site et ne change plus après la création. Minuscules sans accents et tirets, par exemple «\xa0mobilites\xa0».', max_length=80, unique=True, validators=[django.core.validators.RegexValidator(re.compile('^[-a-zA-Z0-9_]+\\Z'), 'Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.', 'invalid')], verbose_name='identifiant')),
                ('definition', models.TextField(blank=True, help_text='Une phrase, lue par les visiteurs.', verbose_name='définition')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='Rang dans les listes, à partir de 1.', verbose_name='ordre')),
                ('active', models.BooleanField(default=True, help_text='Un terme retiré de la saisie reste affiché sur les pages qui le portent.', verbose_name='proposé à la saisie')),
                ('source', models.CharField(blank=True, help_text='Document ou adresse d’où vient le libellé\u202f; «\xa0editorial\xa0» pour un classement de la rédaction.', max_length=255, verbose_name='source')),
                ('exact_match', models.URLField(blank=True, help_text='Adresse du même concept dans un vocabulaire public (skos:exactMatch).', verbose_name='équivalent publié')),
                ('family', models.CharField(choices=[('prediction', 'Prédiction et optimisation'), ('perception', 'Perception (image, capteurs)'), ('langage', 'Langage'), ('simulation', 'Simulation'), ('donnees', 'Données')], max_length=20, verbose_name='famille')),
                ('merged_into', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='taxonomy.technique', verbose_name='fusionné dans')),
            ],
            options={
                'verbose_name': 'technique',
                'ordering': ['order', 'label'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=120, verbose_name='libellé')),
                ('slug', models.SlugField(help_text='Figure dans les adresses du site et ne change plus après la création. Minuscules sans accents et tirets, par exemple «\xa0mobilites\xa0».', max_length=80, unique=True, validators=[django.core.validators.RegexValidator(re.compile('^[-a-zA-Z0-9_]+\\Z'), 'Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.', 'invalid')], verbose_name='identifiant')),
                ('definition', models.TextField(blank=True, help_text='Une phrase, lue par les visiteurs.', verbose_name='définition')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='Rang dans les listes, à partir de 1.', verbose_name='ordre')),
                ('active', models.BooleanField(default=True, help_text='Un terme retiré de la saisie reste affiché sur les pages qui le portent.', verbose_name='proposé à la saisie')),
                ('source', models.CharField(blank=True, help_text='Document ou adresse d’où vient le libellé\u202f; «\xa0editorial\xa0» pour un classement de la rédaction.', max_length=255, verbose_name='source')),
                ('exact_match', models.URLField(blank=True, help_text='Adresse du même concept dans un vocabulaire public (skos:exactMatch).', verbose_name='équivalent publié')),
                ('icon', models.SlugField(blank=True, help_text='Nom d’un symbole de static/icons.svg, par exemple «\xa0leaf\xa0».', max_length=20, verbose_name='pictogramme')),
                ('merged_into', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='taxonomy.theme', verbose_name='fusionné dans')),
            ],
            options={
                'verbose_name': 'thématique',
                'ordering': ['order', 'label'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TaggedPage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content_object', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='tagged_items', to=settings.WAGTAIL_PAGE_MODEL)),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tagged_pages', to='taxonomy.tag', verbose_name='mot-clé')),
            ],
            options={
                'verbose_name': 'page étiquetée',
                'verbose_name_plural': 'pages étiquetées',
                'constraints': [models.UniqueConstraint(fields=('tag', 'content_object'), name='tag_once_per_page')],
            },
        ),
    ]
