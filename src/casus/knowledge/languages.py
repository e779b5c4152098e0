"""Names of languages."""

_NAMES = """
    af Afrikaans, am Amharic, ar Arabic, az Azerbaijani, be Belarusian, bg Bulgarian, bn Bengali, bs Bosnian,
    ca Catalan, cs Czech, da Danish, de German, el Greek, en English, es Spanish, et Estonian, fa Persian, fi Finnish,
    fr French, gu Gujarati, ha Hausa, he Hebrew, hi Hindi, hr Croatian, hu Hungarian, hy Armenian, id Indonesian,
    ig Igbo, is Icelandic, it Italian, ja Japanese, ka Georgian, kk Kazakh, km Khmer, ko Korean, ku Kurdish, ky Kyrgyz,
    lo Lao, lt Lithuanian, lv Latvian, mk Macedonian, ml Malayalam, mn Mongolian, mr Marathi, ms Malay, my Burmese,
    ne Nepali, nl Dutch, no Norwegian, om Oromo, or Odia, pa Punjabi, pl Polish, ps Pashto, pt Portuguese, ro Romanian,
    ru Russian, rw Kinyarwanda, si Sinhala, sk Slovak, sl Slovene, sn Shona, so Somali, sq Albanian, sr Serbian,
    sv Swedish, sw Swahili, ta Tamil, te Telugu, tg Tajik, th Thai, tk Turkmen, tl Tagalog, tr Turkish, uk Ukrainian,
    ur Urdu, uz Uzbek, vi Vietnamese, yo Yoruba, zh Chinese, zu Zulu
"""
_BY_CODE = dict(one.split(maxsplit=1) for one in _NAMES.strip().split(","))


def language_named(code: str) -> str:
    """The English name of an ISO 639-1 code; the code itself where casus has none."""
    return _BY_CODE.get(code, code)
