import {
    ApexException,
    execution,
    isApexObject,
    SObjectFieldToken,
    messageOf,
    type DmlRow,
    type EnumValue
} from '../runtime/index.ts';
import { apexFrames } from '../runtime/stack.ts';
import type { LibraryType } from '../types.ts';
import { constantOf, STATUS_CODE } from './enums.ts';
import { listOf, mapOf, need, raise, setOf } from './support.ts';

type Members = LibraryType['members'];

/** What getMessage of an exception says that was given no message, and of every AuraHandledException. */
const NO_MESSAGE = 'Script-thrown exception';

/**
 * Its message is for the page: `apexMessage` holds it, while getMessage says only `Script-thrown exception` until setMessage
 * was called. Source: behaviour documented by Salesforce for AuraHandledException in Apex tests.
 */
export class AuraHandled extends ApexException {
    shown = NO_MESSAGE;
}
/** A failed assertion: no `catch` of Apex gets it. Source: Apex Reference Guide, System.assert. */
export class AssertionFailure extends ApexException {
    readonly catchable = false;
    constructor(message: string) {
        super('System.AssertException', message);
    }
}

const NAMES = [
    'Async',
    'Assert',
    'AuraHandled',
    'BigObject',
    'Callout',
    'Canvas',
    'DataWeaveScript',
    'Dml',
    'DuplicateMessage',
    'Email',
    'EmailTemplateRender',
    'ExternalObject',
    'FatalCursor',
    'Final',
    'Flow',
    'Handled',
    'IllegalArgument',
    'InvalidHeader',
    'InvalidParameterValue',
    'InvalidReadOnlyUserDml',
    'JSON',
    'License',
    'Limit',
    'List',
    'Math',
    'NoAccess',
    'NoDataFound',
    'NoSuchElement',
    'NullPointer',
    'PlatformCache',
    'Procedure',
    'Query',
    'RequiredFeatureMissing',
    'SObject',
    'Search',
    'Security',
    'Serialization',
    'String',
    'TouchHandled',
    'TransientCursor',
    'Type',
    'Unexpected',
    'UnsupportedOperation',
    'Visualforce',
    'WaveTemplate',
    'Xml'
].map((name) => `System.${name}Exception`);

const make = (type: string, message: string | null, cause: ApexException | null = null): ApexException => {
    const made =
        type === 'System.AuraHandledException' ? new AuraHandled(type, message) : new ApexException(type, message);
    made.cause = cause;
    return made;
};
/** The four constructors that all exceptions have. */
export const exceptionConstructors = (type: string): Members => ({
    'new()': () => make(type, null),
    'new(String message)': (message: string | null) => make(type, message),
    'new(Exception cause)': (cause: ApexException | null) => make(type, cause && messageOf(cause), cause),
    'new(String message, Exception cause)': (message: string | null, cause: ApexException | null) =>
        make(type, message, cause)
});
const is =
    (type: string) =>
    (value: unknown): boolean =>
        value instanceof ApexException && !isApexObject(value) && value.apexType === type;

/** The lines of Apex in an exception's stack; a class stands for its methods there. */
export const apexLines = (error: ApexException): string => {
    const { program } = execution();
    return apexFrames(error.stack ?? '', (file, line) => program.methodAt(file, line)).join('\n');
};

const exceptionMembers: Members = {
    'Exception getCause()': (self: ApexException) => self.cause,
    // Source: Apex Developer Guide, "Enforce User Mode for Database Operations".
    'Map<String, Set<String>> getInaccessibleFields()': (self: ApexException) =>
        mapOf(
            'String',
            'Set<String>',
            [...self.inaccessible].map(([object, fields]) => [object, setOf('String', fields)] as const)
        ),
    'Integer getLineNumber()': (self: ApexException) => Number(/line (\d+)/.exec(apexLines(self))?.[1] ?? 0),
    'String getMessage()': (self: ApexException) =>
        self instanceof AuraHandled ? self.shown : (self.apexMessage ?? NO_MESSAGE),
    'String getStackTraceString()': apexLines,
    'String getTypeName()': (self: ApexException) => self.apexType,
    'void initCause(Exception cause)': (self: ApexException, cause: ApexException | null) => {
        if (self.cause) raise('System.TypeException', 'Cause of the exception has already been set');
        self.cause = cause;
    },
    'void setMessage(String message)': (self: ApexException, message: string | null) => {
        self.apexMessage = message;
        if (self instanceof AuraHandled) self.shown = message ?? NO_MESSAGE;
    },
    'String toString()': (self: ApexException) =>
        `${self.apexType}: ${self instanceof AuraHandled ? self.shown : messageOf(self)}`
};

const row = (self: ApexException, index: number): DmlRow => {
    const found = self.dmlRows[need(index)];
    return found ?? raise('System.ListException', `List index out of bounds: ${index}`);
};
const firstError = (self: ApexException, index: number): DmlRow['errors'][number] => {
    const error = row(self, index).errors[0];
    return error ?? raise('System.ListException', `List index out of bounds: ${index}`);
};
const fieldsOf = ({ id, object: known }: DmlRow, names: readonly string[]): SObjectFieldToken[] => {
    const object = known ?? (id === undefined ? undefined : execution().schema.objectOf(id));
    if (!object) return [];
    return names.flatMap((name) => {
        const field = object.field(name);
        return field ? [SObjectFieldToken.of(object, field)] : [];
    });
};
const dmlMembers: Members = {
    'List<String> getDmlFieldNames(Integer index)': (self: ApexException, index: number) =>
        listOf('String', firstError(self, index).fields),
    'List<Schema.SObjectField> getDmlFields(Integer index)': (self: ApexException, index: number) =>
        listOf('Schema.SObjectField', fieldsOf(row(self, index), firstError(self, index).fields)),
    'String getDmlId(Integer index)': (self: ApexException, index: number) => row(self, index).id ?? null,
    'Integer getDmlIndex(Integer index)': (self: ApexException, index: number) => row(self, index).index,
    'String getDmlMessage(Integer index)': (self: ApexException, index: number) => firstError(self, index).message,
    'String getDmlStatusCode(Integer index)': (self: ApexException, index: number) =>
        firstError(self, index).statusCode,
    'System.StatusCode getDmlType(Integer index)': (self: ApexException, index: number): EnumValue =>
        constantOf(STATUS_CODE, firstError(self, index).statusCode),
    'Integer getNumDml()': (self: ApexException) => self.dmlRows.length
};

const base: LibraryType = {
    name: 'System.Exception',
    kind: 'exception',
    is: (value) => value instanceof ApexException,
    members: exceptionMembers
};

/** The exceptions of the platform. Source: Apex Reference Guide, "Exception Class and Built-In Exceptions". */
export const exceptions: readonly LibraryType[] = [
    base,
    ...NAMES.map((name): LibraryType => ({
        name,
        kind: 'exception',
        extends: 'System.Exception',
        is: is(name),
        members:
            name === 'System.DmlException' || name === 'System.EmailException'
                ? { ...exceptionConstructors(name), ...dmlMembers }
                : exceptionConstructors(name)
    }))
];
