"""What the columns of tables are called in the other languages of the lexicon, as `rows.key` writes them.

German, French, Spanish, Italian, Portuguese, Dutch, Arabic, Japanese. English is with front matter's names.
"""

COLUMN_NAMES: dict[str, tuple[str, ...]] = {
    "headline": (
        "überschrift", "schlagzeile", "titel", "titre", "título", "titulo", "titular", "titolo", "manchete",
        "kop", "العنوان", "عنوان", "見出し", "タイトル",
    ),
    "standfirst": (
        "vorspann", "untertitel", "unterzeile", "chapô", "chapeau", "sous_titre", "résumé", "entradilla", "bajada",
        "subtítulo", "resumen", "sottotitolo", "sommario", "resumo", "ondertitel", "inleiding", "samenvatting",
        "العنوان_الفرعي", "ملخص", "リード", "要約",
    ),
    "kicker": (
        "dachzeile", "rubrik", "ressort", "surtitre", "rubrique", "antetítulo", "sección", "occhiello", "sezione",
        "seção", "secção", "rubriek", "القسم", "欄",
    ),
    "dateline": ("ortsmarke", "lieu", "lugar", "luogo", "local", "plaats", "المكان", "発信地"),
    "authors": (
        "autor", "autorin", "autoren", "verfasser", "auteur", "auteurs", "autrice", "autora", "autores", "autore",
        "autori", "firma", "schrijver", "الكاتب", "المؤلف", "كاتب", "著者", "筆者", "記者", "執筆者",
    ),
    "publication": (
        "quelle", "zeitung", "medium", "journal", "média", "fuente", "periódico", "diario", "medio", "fonte",
        "giornale", "testata", "jornal", "veículo", "bron", "krant", "المصدر", "الصحيفة", "媒体", "新聞", "出典",
    ),
    "published": (
        "datum", "veröffentlicht", "erscheinungsdatum", "publié", "date_de_publication", "fecha",
        "fecha_de_publicación", "publicado", "data", "data_di_pubblicazione", "data_de_publicação",
        "publicatiedatum", "التاريخ", "تاريخ", "تاريخ_النشر", "日付", "公開日", "掲載日",
    ),
    "language": ("sprache", "langue", "idioma", "lengua", "lingua", "língua", "taal", "اللغة", "言語"),
    "canonical_url": ("adresse_url", "lien", "enlace", "collegamento", "ligação", "الرابط", "رابط", "リンク"),
    "identity": ("kennung", "identifiant", "identificador", "identificativo"),
    "topics": (
        "schlagwörter", "schlagworte", "stichwörter", "themen", "thema", "mots_clés", "thèmes", "sujets",
        "palabras_clave", "temas", "etiquetas", "parole_chiave", "temi", "argomenti", "palavras_chave", "trefwoorden",
        "onderwerpen", "الكلمات_المفتاحية", "المواضيع", "タグ", "キーワード",
    ),
    "usage_terms": ("nutzungsrechte", "rechte", "droits", "derechos", "diritti", "direitos", "rechten"),
    "embargoed": ("sperrfrist",),
    "body": (
        "volltext", "inhalt", "artikeltext", "artikel", "texte", "texte_intégral", "corps", "contenu", "texto",
        "cuerpo", "contenido", "artículo", "testo", "corpo", "contenuto", "articolo", "conteúdo", "artigo", "tekst",
        "inhoud", "النص", "نص", "المحتوى", "本文", "内容", "記事",
    ),
}  # fmt: skip
