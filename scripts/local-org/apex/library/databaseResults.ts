import type { SaveError } from '../../model/index.ts';
import type { SaveResult } from '../../database/types.ts';
import { type ApexList, type EnumValue } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { Data, dataType, withProperties } from './dataTypes.ts';
import { constantOf, STATUS_CODE } from './enums.ts';
import { listOf } from './support.ts';

/** `Database.Error`. */
export class SaveFault {
    readonly error: SaveError;
    constructor(error: SaveError) {
        this.error = error;
    }
    apexText(): string {
        const fields = this.error.fields.join(', ');
        return `Database.Error[getFields=(${fields});getMessage=${this.error.message};getStatusCode=${this.error.statusCode};]`;
    }
}
export const saveFault = (error: SaveError): SaveFault => new SaveFault(error);

/** What methods of saving return of each row; one class a kind, so that `instanceof` tells them apart. */
export class RowResult {
    readonly result: SaveResult;
    constructor(result: SaveResult) {
        this.result = result;
    }
    apexText(): string {
        const { id, success, errors } = this.result;
        const name = Object.entries(ROW_CLASSES).find(([, rowClass]) => this.constructor === rowClass)?.[0] ?? '';
        return `${name}[getErrors=(${errors.map((row) => saveFault(row).apexText()).join(', ')});getId=${id ?? null};isSuccess=${success};]`;
    }
}
export class SaveRow extends RowResult {}
export class UpsertRow extends RowResult {}
export class DeleteRow extends RowResult {}
export class UndeleteRow extends RowResult {}
export class EmptiedRow extends RowResult {}
class LockRow extends RowResult {}
class UnlockRow extends RowResult {}

/** Of an event that was queued: its EventUuid. */
export const operationId = ({ result }: RowResult): string | undefined =>
    result.errors.find(({ statusCode }) => statusCode === 'OPERATION_ENQUEUED')?.message;

/** The class of each such result, by the name of its type. */
export const ROW_CLASSES: Readonly<Record<string, typeof RowResult>> = {
    'Database.SaveResult': SaveRow,
    'Database.UpsertResult': UpsertRow,
    'Database.DeleteResult': DeleteRow,
    'Database.UndeleteResult': UndeleteRow,
    'Database.EmptyRecycleBinResult': EmptiedRow,
    'Approval.LockResult': LockRow,
    'Approval.UnlockResult': UnlockRow
};

const resultType = (name: string, more: LibraryType['members'] = {}): LibraryType => ({
    name,
    kind: 'class',
    is: (value) => value instanceof RowResult && value.constructor === ROW_CLASSES[name],
    members: withProperties({
        'List<Database.Error> getErrors()': (self: RowResult): ApexList =>
            listOf('Database.Error', self.result.errors.map(saveFault)),
        'Id getId()': (self: RowResult) => self.result.id ?? null,
        'Boolean isSuccess()': (self: RowResult) => self.result.success,
        ...more
    })
});

const error: LibraryType = {
    name: 'Database.Error',
    kind: 'class',
    is: (value) => value instanceof SaveFault,
    members: withProperties({
        'List<String> getFields()': (self: SaveFault) => listOf('String', self.error.fields),
        'String getMessage()': (self: SaveFault) => self.error.message,
        'System.StatusCode getStatusCode()': (self: SaveFault): EnumValue => {
            // A status that the enum lacks comes from what the platform has no constant for either.
            const known = STATUS_CODE.enumValues?.includes(self.error.statusCode) === true;
            return constantOf(STATUS_CODE, known ? self.error.statusCode : 'UNKNOWN_EXCEPTION');
        }
    })
};

/** `Database.DMLOptions`. */
export class DmlOptions {
    optAllOrNone: boolean | null = null;
    allowFieldTruncation: boolean | null = null;
    /** The language of labels in messages: they have the one that their metadata is written in. */
    localeOptions: string | null = null;
    duplicateRuleHeader: DuplicateRuleHeader = new DuplicateRuleHeader();
    /** Assignment rules and e-mails to users: there are none here, so that these headers change nothing. */
    readonly assignmentRuleHeader = new Data('Database.DMLOptions.AssignmentRuleHeader');
    readonly emailHeader = new Data('Database.DMLOptions.EmailHeader');
    /** What was chosen, as plain values. */
    get chosen(): Readonly<Record<'all' | 'cut' | 'save' | 'own', boolean | null>> & {
        readonly locale: string | null;
    } {
        const { optAllOrNone: all, allowFieldTruncation: cut, localeOptions: locale, duplicateRuleHeader } = this;
        return { all, cut, locale, save: duplicateRuleHeader.allowSave, own: duplicateRuleHeader.runAsCurrentUser };
    }
    static of({ all, cut, locale, save, own }: DmlOptions['chosen']): DmlOptions {
        const options = new DmlOptions();
        options.optAllOrNone = all;
        options.allowFieldTruncation = cut;
        options.localeOptions = locale;
        options.duplicateRuleHeader.allowSave = save;
        options.duplicateRuleHeader.runAsCurrentUser = own;
        return options;
    }
}
class DuplicateRuleHeader {
    allowSave: boolean | null = null;
    runAsCurrentUser: boolean | null = null;
}
const dmlOptions: LibraryType = {
    name: 'Database.DMLOptions',
    kind: 'class',
    is: (value) => value instanceof DmlOptions,
    members: {
        'new()': () => new DmlOptions(),
        'Boolean optAllOrNone': (self: DmlOptions) => self.optAllOrNone,
        'set Boolean optAllOrNone': (self: DmlOptions, value: boolean | null) => {
            self.optAllOrNone = value;
        },
        'Boolean allowFieldTruncation': (self: DmlOptions) => self.allowFieldTruncation,
        'set Boolean allowFieldTruncation': (self: DmlOptions, value: boolean | null) => {
            self.allowFieldTruncation = value;
        },
        'String localeOptions': (self: DmlOptions) => self.localeOptions,
        'set String localeOptions': (self: DmlOptions, value: string | null) => {
            self.localeOptions = value;
        },
        'Database.DMLOptions.AssignmentRuleHeader assignmentRuleHeader': (self: DmlOptions) =>
            self.assignmentRuleHeader,
        'Database.DMLOptions.EmailHeader emailHeader': (self: DmlOptions) => self.emailHeader,
        'Database.DMLOptions.DuplicateRuleHeader duplicateRuleHeader': (self: DmlOptions) => self.duplicateRuleHeader
    }
};
const duplicateRuleHeader: LibraryType = {
    name: 'Database.DMLOptions.DuplicateRuleHeader',
    kind: 'class',
    is: (value) => value instanceof DuplicateRuleHeader,
    members: {
        'Boolean allowSave': (self: DuplicateRuleHeader) => self.allowSave,
        'set Boolean allowSave': (self: DuplicateRuleHeader, value: boolean | null) => {
            self.allowSave = value;
        },
        'Boolean runAsCurrentUser': (self: DuplicateRuleHeader) => self.runAsCurrentUser,
        'set Boolean runAsCurrentUser': (self: DuplicateRuleHeader, value: boolean | null) => {
            self.runAsCurrentUser = value;
        }
    }
};

/** Results, errors and options of saving. Source: Apex Reference Guide, Database Namespace. */
export const databaseResults: readonly LibraryType[] = [
    error,
    ...Object.keys(ROW_CLASSES).map((name) =>
        resultType(
            name,
            name === 'Database.UpsertResult' ? { 'Boolean isCreated()': (self: UpsertRow) => self.result.created } : {}
        )
    ),
    { name: 'Database.DuplicateError', kind: 'class', members: {}, lacking: true, is: () => false },
    dmlOptions,
    dataType('Database.DMLOptions.AssignmentRuleHeader', { assignmentRuleId: 'Id', useDefaultRule: 'Boolean' }),
    dataType('Database.DMLOptions.EmailHeader', {
        triggerAutoResponseEmail: 'Boolean',
        triggerOtherEmail: 'Boolean',
        triggerUserEmail: 'Boolean'
    }),
    duplicateRuleHeader
];
