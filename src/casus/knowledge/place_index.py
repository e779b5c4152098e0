"""draft"""
import re, unicodedata
_TURN = str.maketrans({"ß":"ss","ø":"o","Ø":"o","ł":"l","Ł":"l","đ":"d","Đ":"d","ı":"i","ə":"a","Ə":"a","æ":"ae","Æ":"ae","ð":"d","þ":"th","œ":"oe"})
_MARKS = re.compile(r"['’‘ʻʿʾʼ`´.()]")
_GAPS = re.compile(r"[\s\-–‑/,]+")
def fold_name(name: str) -> str:
    low = name.lower()
    if not low.isascii():
        low = "".join(c for c in unicodedata.normalize("NFKD", low.translate(_TURN)) if not unicodedata.combining(c))
    low = _GAPS.sub(" ", _MARKS.sub("", low)).strip()
    if low.startswith("saint "):
        low = "st " + low[6:]
    return low
