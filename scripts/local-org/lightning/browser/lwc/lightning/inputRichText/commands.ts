/** A button of the editor's bar: what it is called, its icon, and what the browser does for it. */
export interface EditorButton {
    readonly name: string;
    readonly label: string;
    readonly icon: string;
    readonly command: string;
    /** Groups as `disabled-categories` names them. Source: Lightning Component Library, lightning-input-rich-text. */
    readonly category: 'FORMAT_TEXT' | 'FORMAT_BODY' | 'ALIGN_TEXT' | 'REMOVE_FORMATTING' | 'INSERT_CONTENT';
}

const BUTTONS: readonly EditorButton[] = [
    { name: 'bold', label: 'Bold', icon: 'utility:bold', command: 'bold', category: 'FORMAT_TEXT' },
    { name: 'italic', label: 'Italic', icon: 'utility:italic', command: 'italic', category: 'FORMAT_TEXT' },
    { name: 'underline', label: 'Underline', icon: 'utility:underline', command: 'underline', category: 'FORMAT_TEXT' },
    {
        name: 'strike',
        label: 'Strike',
        icon: 'utility:strikethrough',
        command: 'strikeThrough',
        category: 'FORMAT_TEXT'
    },
    {
        name: 'list',
        label: 'Bulleted list',
        icon: 'utility:richtextbulletedlist',
        command: 'insertUnorderedList',
        category: 'FORMAT_BODY'
    },
    {
        name: 'numbered',
        label: 'Numbered list',
        icon: 'utility:richtextnumberedlist',
        command: 'insertOrderedList',
        category: 'FORMAT_BODY'
    },
    { name: 'indent', label: 'Indent', icon: 'utility:richtextindent', command: 'indent', category: 'FORMAT_BODY' },
    { name: 'outdent', label: 'Outdent', icon: 'utility:richtextoutdent', command: 'outdent', category: 'FORMAT_BODY' },
    {
        name: 'left',
        label: 'Left align text',
        icon: 'utility:left_align_text',
        command: 'justifyLeft',
        category: 'ALIGN_TEXT'
    },
    {
        name: 'center',
        label: 'Center align text',
        icon: 'utility:center_align_text',
        command: 'justifyCenter',
        category: 'ALIGN_TEXT'
    },
    {
        name: 'right',
        label: 'Right align text',
        icon: 'utility:right_align_text',
        command: 'justifyRight',
        category: 'ALIGN_TEXT'
    },
    {
        name: 'clean',
        label: 'Remove formatting',
        icon: 'utility:remove_formatting',
        command: 'removeFormat',
        category: 'REMOVE_FORMATTING'
    }
];

/** Formats of `formats` that a button here stands for under another name. */
const FORMAT_OF: Readonly<Record<string, string>> = {
    numbered: 'list',
    outdent: 'indent',
    left: 'align',
    center: 'align',
    right: 'align'
};

const wordsOf = (value: unknown): string[] =>
    (Array.isArray(value) ? value.map(String) : typeof value === 'string' ? value.split(',') : []).map((word) =>
        word.trim()
    );

/**
 * The buttons of an editor.
 * @param formats the allowed formats; nothing allows all
 * @param disabledCategories groups of buttons to leave out, separated by commas
 */
export const buttonsOf = (formats: unknown, disabledCategories: unknown): EditorButton[] => {
    const allowed = Array.isArray(formats) ? wordsOf(formats) : undefined;
    const disabled = new Set(wordsOf(disabledCategories));
    return BUTTONS.filter(
        ({ name, category }) =>
            !disabled.has(category) && (allowed === undefined || allowed.includes(FORMAT_OF[name] ?? name))
    );
};

/** What LWC marks elements with for its styles; no part of anybody's text. */
const STYLE_MARK = / lwc-[\w-]+(="")?(?=[^<]*>)/g;

/** The value that an editor's HTML stands for: nothing but empty paragraphs and breaks is none. */
export const valueOf = (html: string): string => {
    const value = html.replace(STYLE_MARK, '');
    return value.replace(/<\/?(p|br|div)\b[^>]*>|&nbsp;|\s/gi, '') === '' ? '' : value;
};
