/** The one case folding: comparison, sorting, uniqueness and name look-ups all use it (SQLite's own knows only ASCII). */
export const fold = (text: string): string => (PLAIN.test(text) ? text : text.normalize('NFC')).toLowerCase();

/** Nothing that has a composed form: nearly every name. */
const PLAIN = /^[\0-\x7f]*$/;

/** The entities that every XML document knows. Source: Extensible Markup Language (XML) 1.0, 4.6. */
export const XML_ENTITIES: ReadonlyMap<string, string> = new Map([
    ['lt', '<'],
    ['gt', '>'],
    ['amp', '&'],
    ['quot', '"'],
    ['apos', "'"]
]);

/** Text as the content of an XML or HTML element. */
export const xmlContent = (text: string): string =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
/** Text that may stand between double quotes too, as an attribute's value. */
export const xmlValue = (text: string): string => xmlContent(text).replaceAll('"', '&quot;');

/**
 * A name or value that metadata writes as in a URL: `Handoff__c-Handoff %28new%29`, `Closed %2F Won`; one that is written otherwise stays.
 * Source: Metadata API Developer Guide, "RecordType", picklistValues, and the names of files that the API retrieves.
 */
export const urlDecoded = (text: string): string => {
    try {
        return decodeURIComponent(text);
    } catch (error) {
        if (error instanceof URIError) return text;
        throw error;
    }
};
