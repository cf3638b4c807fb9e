
import cms.territories.models.local_authority
import django.core.validators
import django.db.models.deletion
import cms.core.partial_dates
import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('taxonomy', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Region',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=3, unique=True, verbose_name='code COG')),
                ('name', models.CharField(max_length=60, verbose_name='nom')),
                ('slug', models.SlugField(max_length=60, unique=True, verbose_name='identifiant')),
            ],
            options={
                'verbose_name': 'région',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Department',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=3, unique=True, verbose_name='code COG')),
                ('name', models.CharField(max_length=60, verbose_name='nom')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='departments', to='territories.region', verbose_name='région')),
            ],
            options={
                'verbose_name': 'département',
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='LocalAuthority',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='Tel qu’affiché\xa0: «\xa0Ville de Rennes\xa0», «\xa0Sicoval\xa0».', max_length=150, verbose_name='nom d’usage')),
                ('official_name', models.CharField(blank=True, help_text='Nom dans le découpage administratif (COG ou BANATIC).', max_length=150, verbose_name='nom officiel')),
                ('slug', models.SlugField(help_text='Figure dans les adresses et ne change plus.', max_length=80, unique=True, verbose_name='identifiant')),
                ('aliases', models.TextField(blank=True, help_text='Un par ligne\xa0: sigle, ancien nom, orthographe courante. Servent à la recherche.', verbose_name='autres noms')),
                ('country', models.CharField(default='FR', help_text='Code ISO à deux lettres.', max_length=2, validators=[django.core.validators.RegexValidator('^[A-Z]{2}$', 'Le code du pays a deux majuscules (ISO 3166-1)\xa0: FR, CA, MA…')], verbose_name='pays')),
                ('cog_code', models.CharField(blank=True, help_text='Commune\xa0: 5 caractères\u202f; département\xa0: 2 ou 3\u202f; région\xa0: 2. Vide pour une intercommunalité.', max_length=5, validators=[django.core.validators.RegexValidator('^(\\d{2}|\\d[0-9AB]\\d{0,3})$', 'Un code COG a de deux à cinq caractères\xa0: 35238, 2A247, 31 ou 53.')], verbose_name='code COG')),
                ('siren', models.CharField(blank=True, help_text='Neuf chiffres.', max_length=9, validators=[cms.territories.models.local_authority.validate_siren], verbose_name='SIREN')),
                ('population', models.PositiveIntegerField(blank=True, help_text='Population municipale, en habitants.', null=True, verbose_name='population')),
                ('population_source', models.CharField(blank=True, max_length=255, verbose_name='source de la population')),
                ('commune_count', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='nombre de communes')),
                ('latitude', models.FloatField(blank=True, help_text='Degrés, WGS 84.', null=True, validators=[django.core.validators.MinValueValidator(-90), django.core.validators.MaxValueValidator(90)], verbose_name='latitude')),
                ('longitude', models.FloatField(blank=True, help_text='Degrés, WGS 84.', null=True, validators=[django.core.validators.MinValueValidator(-180), django.core.validators.MaxValueValidator(180)], verbose_name='longitude')),
                ('website', models.URLField(blank=True, verbose_name='site internet')),
                ('source', models.CharField(blank=True, max_length=255, verbose_name='source')),
                ('search_text', models.TextField(default='', editable=False)),
                ('authority_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='taxonomy.authoritytype', verbose_name='type')),
                ('department', models.ForeignKey(blank=True, help_text='Pour une intercommunalité, celui où vit la plus grande part de sa population.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='authorities', to='territories.department', verbose_name='département')),
                ('replaced_by', models.ForeignKey(blank=True, help_text='Après une fusion\xa0: la collectivité qui lui succède.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaces', to='territories.localauthority', verbose_name='remplacée par')),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='authorities', to='territories.region', verbose_name='région')),
            ],
            options={
                'verbose_name': 'collectivité',
                'ordering': ['name'],
                'indexes': [models.Index(fields=['name'], name='local_authority_name')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('siren', ''), _negated=True), fields=('siren',), name='siren_unique'), models.UniqueConstraint(condition=models.Q(('cog_code', ''), _negated=True), fields=('authority_type', 'cog_code'), name='cog_code_unique_in_type')],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='Prénom et nom, comme la personne les écrit.', max_length=150, verbose_name='nom')),
                ('slug', models.SlugField(help_text='Figure dans les adresses et ne change plus.', max_length=80, unique=True, verbose_name='identifiant')),
                ('aliases', models.TextField(blank=True, help_text='Une par ligne, telles que des documents les écrivent.', verbose_name='autres graphies')),
                ('search_text', models.TextField(default='', editable=False)),
            ],
            options={
                'verbose_name': 'personne',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='PersonFunction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('function', models.CharField(help_text='Telle que la source l’écrit. Ex. : « Adjoint au maire de Nancy ».', max_length=255, verbose_name='fonction')),
                ('since', cms.core.partial_dates.PartialDateField(verbose_name='depuis')),
                ('until', cms.core.partial_dates.PartialDateField(verbose_name='jusqu’à')),
                ('source', models.CharField(help_text='Le document qui donne cette fonction.', max_length=255, verbose_name='source')),
                ('source_url', models.URLField(blank=True, max_length=500, verbose_name='adresse de la source')),
                ('authority', models.ForeignKey(blank=True, help_text='Celle où s’exerce la fonction, si c’en est une.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territories.localauthority', verbose_name='collectivité')),
                ('person', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='functions', to='territories.person')),
            ],
            options={
                'verbose_name': 'fonction',
                'ordering': ['sort_order', 'pk'],
                'abstract': False,
            },
        ),
    ]
