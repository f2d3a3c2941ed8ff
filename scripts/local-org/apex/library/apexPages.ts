import { ApexException, execution, messageOf, type EnumValue } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { enumeration } from './enumeration.ts';
import { constantOf } from './enums.ts';
import { PageReference } from './pageReference.ts';
import { listOf, need, refused } from './support.ts';

const SEVERITY = enumeration('ApexPages.Severity', 'CONFIRM ERROR FATAL INFO WARNING');

/** ApexPages.Message. */
class PageMessage {
    readonly severity: EnumValue;
    readonly summary: string | null;
    readonly detail: string | null;
    readonly componentId: string | null;
    constructor(severity: EnumValue | null, summary: string | null, detail: string | null, componentId: string | null) {
        this.severity = need(severity);
        this.summary = summary;
        this.detail = detail;
        this.componentId = componentId;
    }
    apexText(): string {
        return `ApexPages.Message["${this.summary}"]`;
    }
}
const MESSAGES = Symbol('page messages of this execution');
const CURRENT_PAGE = Symbol('current page of this execution');

const messages = (): PageMessage[] => {
    const { cells } = execution();
    let found = cells.get(MESSAGES) as PageMessage[] | undefined;
    if (!found) cells.set(MESSAGES, (found = []));
    return found;
};
/** Test.setCurrentPage. */
export const setCurrentPage = (page: PageReference | null): void => void execution().cells.set(CURRENT_PAGE, page);
/** Test.clearApexPageMessages. */
export const clearMessages = (): void => void execution().cells.delete(MESSAGES);

/** The page of the request: there is none outside of tests, where one stands for whatever page is shown. */
export const currentPage = (): PageReference | null => {
    const { cells, test } = execution();
    if (!cells.has(CURRENT_PAGE)) {
        if (!test) return null;
        cells.set(CURRENT_PAGE, new PageReference(''));
    }
    return cells.get(CURRENT_PAGE) as PageReference | null;
};

/** An exception as messages: that of each row of a DmlException, otherwise its own. */
const addMessages = (error: ApexException | null): void => {
    const { dmlRows } = need(error);
    const texts =
        dmlRows.length > 0
            ? dmlRows.flatMap(({ errors }) => errors.map(({ message }) => message))
            : [messageOf(need(error))];
    for (const text of texts) messages().push(new PageMessage(constantOf(SEVERITY, 'ERROR'), text, text, null));
};

const apexPages: LibraryType = {
    name: 'System.ApexPages',
    kind: 'class',
    members: {
        'static void addMessage(ApexPages.Message message)': (message: PageMessage | null) => {
            messages().push(need(message));
        },
        'static void addMessages(Exception error)': addMessages,
        'static PageReference currentPage()': currentPage,
        'static List<ApexPages.Message> getMessages()': () => listOf('ApexPages.Message', messages()),
        'static Boolean hasMessages()': () => messages().length > 0,
        'static Boolean hasMessages(ApexPages.Severity severity)': (severity: EnumValue | null) =>
            messages().some((message) => message.severity === need(severity))
    }
};
const message: LibraryType = {
    name: 'ApexPages.Message',
    kind: 'class',
    is: (value) => value instanceof PageMessage,
    members: {
        'new(ApexPages.Severity severity, String summary)': (severity: EnumValue, summary: string | null) =>
            new PageMessage(severity, summary, summary, null),
        'new(ApexPages.Severity severity, String summary, String detail)': (
            severity: EnumValue,
            summary: string | null,
            detail: string | null
        ) => new PageMessage(severity, summary, detail, null),
        'new(ApexPages.Severity severity, String summary, String detail, String id)': (
            severity: EnumValue,
            summary: string | null,
            detail: string | null,
            id: string | null
        ) => new PageMessage(severity, summary, detail, id),
        'String getComponentLabel()': () => null,
        'String getDetail()': (self: PageMessage) => self.detail,
        'ApexPages.Severity getSeverity()': (self: PageMessage) => self.severity,
        'String getSummary()': (self: PageMessage) => self.summary
    }
};
/** ApexPages.Action. */
class PageAction {
    readonly expression: string;
    constructor(expression: string) {
        this.expression = expression;
    }
}
const action: LibraryType = {
    name: 'ApexPages.Action',
    kind: 'class',
    is: (value) => value instanceof PageAction,
    members: {
        'new(String expression)': (expression: string | null) => new PageAction(need(expression)),
        'String getExpression()': (self: PageAction) => self.expression,
        'PageReference invoke()': refused('ApexPages.Action.invoke')
    }
};

/** System.SelectOption. */
export class SelectOption {
    value: string | null;
    label: string | null;
    disabled: boolean;
    escapeItem = true;
    constructor(value: string | null, label: string | null, disabled: boolean) {
        this.value = value;
        this.label = label;
        this.disabled = disabled;
    }
    apexText(): string {
        return `System.SelectOption[value="${this.value}", label="${this.label}", disabled="${this.disabled}"]`;
    }
}
const selectOption: LibraryType = {
    name: 'System.SelectOption',
    kind: 'class',
    is: (value) => value instanceof SelectOption,
    members: {
        'new(String value, String label)': (value: string | null, label: string | null) =>
            new SelectOption(value, label, false),
        'new(String value, String label, Boolean isDisabled)': (
            value: string | null,
            label: string | null,
            disabled: boolean | null
        ) => new SelectOption(value, label, need(disabled)),
        'Boolean getDisabled()': (self: SelectOption) => self.disabled,
        'Boolean getEscapeItem()': (self: SelectOption) => self.escapeItem,
        'String getLabel()': (self: SelectOption) => self.label,
        'String getValue()': (self: SelectOption) => self.value,
        'void setDisabled(Boolean disabled)': (self: SelectOption, disabled: boolean | null) => {
            self.disabled = need(disabled);
        },
        'void setEscapeItem(Boolean escape)': (self: SelectOption, escape: boolean | null) => {
            self.escapeItem = need(escape);
        },
        'void setLabel(String label)': (self: SelectOption, label: string | null) => {
            self.label = label;
        },
        'void setValue(String value)': (self: SelectOption, value: string | null) => {
            self.value = value;
        }
    }
};

/** ApexPages, its messages, SelectOption: the data of controllers; no page is rendered. Source: Apex Reference Guide, ApexPages Namespace. */
export const apexPagesTypes: readonly LibraryType[] = [apexPages, SEVERITY, message, action, selectOption];
