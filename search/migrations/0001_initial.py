
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='StaleScope',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('tree', 'sous-arbre'), ('object', 'objet'), ('all', 'tout')], max_length=10)),
                ('key', models.CharField(blank=True, default='', max_length=255)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'périmètre à réindexer',
                'verbose_name_plural': 'périmètres à réindexer',
            },
        ),
        migrations.CreateModel(
            name='SynonymGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('terms', models.TextField(help_text='Un par ligne, au moins deux\xa0: «\xa0IA\xa0», «\xa0intelligence artificielle\xa0».', verbose_name='équivalents')),
                ('active', models.BooleanField(default=True, verbose_name='actif')),
            ],
            options={
                'verbose_name': 'groupe de synonymes',
                'verbose_name_plural': 'groupes de synonymes',
                'ordering': ['terms'],
            },
        ),
        migrations.CreateModel(
            name='IndexState',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('sequence', models.PositiveBigIntegerField(default=0)),
                ('lineage', models.JSONField(default=list)),
            ],
            options={
                'verbose_name': 'état de l’index',
                'verbose_name_plural': 'états de l’index',
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='single_index_state')],
            },
        ),
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=60)),
                ('object_id', models.PositiveBigIntegerField()),
                ('fragment', models.CharField(blank=True, default='', max_length=60)),
                ('kind', models.CharField(blank=True, default='', max_length=30)),
                ('path', models.CharField(blank=True, db_index=True, default='', max_length=255)),
                ('title', models.TextField(blank=True, default='')),
                ('summary', models.TextField(blank=True, default='')),
                ('text', models.TextField(blank=True, default='')),
                ('url', models.TextField(blank=True, default='')),
                ('date', models.CharField(blank=True, default='', max_length=10)),
                ('facets', models.JSONField(default=dict)),
                ('card', models.JSONField(default=dict)),
                ('title_stems', models.TextField(blank=True, default='')),
                ('title_folded', models.TextField(blank=True, default='')),
                ('body_stems', models.TextField(blank=True, default='')),
                ('body_folded', models.TextField(blank=True, default='')),
                ('exact', models.TextField(blank=True, default='')),
                ('public', models.BooleanField(default=True)),
                ('sequence', models.PositiveBigIntegerField(db_index=True, default=0)),
                ('pushed', models.BooleanField(default=False)),
            ],
            options={
                'verbose_name': 'entrée de recherche',
                'verbose_name_plural': 'entrées de recherche',
                'constraints': [models.UniqueConstraint(fields=('source', 'object_id', 'fragment'), name='entry_key')],
            },
        ),
    ]
