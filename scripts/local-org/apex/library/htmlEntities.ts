/** Entity names of HTML, by code point: what escapeHtml3 (Latin 1) and escapeHtml4 (all of HTML 4.01) write. */
const LATIN_1 =
    'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para ' +
    'middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave ' +
    'Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc ' +
    'Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc ' +
    'iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';
const GREEK =
    'Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho - Sigma Tau Upsilon Phi Chi Psi ' +
    'Omega';
const OTHERS =
    'OElig 338 oelig 339 Scaron 352 scaron 353 Yuml 376 fnof 402 circ 710 tilde 732 thetasym 977 upsih 978 piv 982 ensp 8194 ' +
    'emsp 8195 thinsp 8201 zwnj 8204 zwj 8205 lrm 8206 rlm 8207 ndash 8211 mdash 8212 lsquo 8216 rsquo 8217 sbquo 8218 ' +
    'ldquo 8220 rdquo 8221 bdquo 8222 dagger 8224 Dagger 8225 bull 8226 hellip 8230 permil 8240 prime 8242 Prime 8243 ' +
    'lsaquo 8249 rsaquo 8250 oline 8254 frasl 8260 euro 8364 image 8465 weierp 8472 real 8476 trade 8482 alefsym 8501 ' +
    'larr 8592 uarr 8593 rarr 8594 darr 8595 harr 8596 crarr 8629 lArr 8656 uArr 8657 rArr 8658 dArr 8659 hArr 8660 ' +
    'forall 8704 part 8706 exist 8707 empty 8709 nabla 8711 isin 8712 notin 8713 ni 8715 prod 8719 sum 8721 minus 8722 ' +
    'lowast 8727 radic 8730 prop 8733 infin 8734 ang 8736 and 8743 or 8744 cap 8745 cup 8746 int 8747 there4 8756 sim 8764 ' +
    'cong 8773 asymp 8776 ne 8800 equiv 8801 le 8804 ge 8805 sub 8834 sup 8835 nsub 8836 sube 8838 supe 8839 oplus 8853 ' +
    'otimes 8855 perp 8869 sdot 8901 lceil 8968 rceil 8969 lfloor 8970 rfloor 8971 lang 9001 rang 9002 loz 9674 spades 9824 ' +
    'clubs 9827 hearts 9829 diams 9830';

const BASIC: readonly (readonly [string, number])[] = [
    ['quot', 34],
    ['amp', 38],
    ['lt', 60],
    ['gt', 62]
];
const latin = LATIN_1.split(' ').map((name, index): readonly [string, number] => [name, 160 + index]);
const greek = GREEK.split(' ').flatMap((name, index): (readonly [string, number])[] =>
    name === '-'
        ? [['sigmaf', 962]]
        : [
              [name, 913 + index],
              [name.toLowerCase(), 945 + index]
          ]
);
const others = OTHERS.split(' ').flatMap((name, index, all): (readonly [string, number])[] =>
    index % 2 === 0 ? [[name, Number(all[index + 1])]] : []
);

const byCodePoint = (pairs: readonly (readonly [string, number])[]): ReadonlyMap<number, string> =>
    new Map(pairs.map(([name, codePoint]) => [codePoint, name]));
/** Names that escapeHtml3 uses. */
export const HTML_3 = byCodePoint([...BASIC, ...latin]);
/** Names that escapeHtml4 uses. */
export const HTML_4 = byCodePoint([...BASIC, ...latin, ...greek, ...others]);
/** Names that escapeXml uses. */
export const XML = byCodePoint([...BASIC, ['apos', 39]]);

/** Writes the named characters of a text as entities. */
export const escapeEntities = (text: string, names: ReadonlyMap<number, string>): string => {
    let out = '';
    for (const character of text) {
        const name = names.get(character.codePointAt(0) ?? 0);
        out += name === undefined ? character : `&${name};`;
    }
    return out;
};
/** Reads named and numeric entities; unknown ones stay as they are. */
export const unescapeEntities = (text: string, names: ReadonlyMap<number, string>): string => {
    const codePoints = new Map([...names].map(([codePoint, name]) => [name, codePoint]));
    return text.replace(
        /&(?:#(\d+)|#[xX]([0-9a-fA-F]+)|(\w+));/g,
        (whole: string, decimal?: string, hexadecimal?: string, name: string = '') => {
            const codePoint = decimal
                ? Number(decimal)
                : hexadecimal
                  ? parseInt(hexadecimal, 16)
                  : codePoints.get(name);
            return codePoint === undefined || codePoint > 0x10ffff ? whole : String.fromCodePoint(codePoint);
        }
    );
};
