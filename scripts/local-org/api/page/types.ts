/**
 * What a page needs and no public API gives, under `/local-org/…`. Session cookie and same-origin checks only (`login: 'page'`).
 *   GET  /local-org/session                         → SessionView
 *   POST /local-org/session   { username }          → SessionView            switches the persona; sets the cookie (the host does)
 *   GET  /local-org/app                             → AppView                the app's tabs that this user may see; `X-Local-Org-App` names another app than the first
 *   GET  /local-org/page/record/:recordId           → RecordPageView
 *   GET  /local-org/page/tab/:tab                   → TabPageView            FlexiPage or component tabs; `?formFactor=Small` of a phone, for both
 *   POST /local-org/apex/:class/:method  { params } → the method's JSON result; error: 400/500 with ApexErrorBody
 * Everything else (records, object info, layouts, list views, related lists, look-ups) comes from `/services/data/v67.0/ui-api/…`,
 * which accepts the page session too, with the platform's shapes.
 */
import type { PageItem } from '../../metadata/types.ts';

export interface PersonaView {
    readonly username: string;
    readonly name: string;
    readonly title: string;
    readonly current: boolean;
}
export interface SessionView {
    readonly orgId: string;
    readonly orgName: string;
    readonly userId: string;
    readonly username: string;
    readonly name: string;
    readonly locale: string;
    readonly timeZone: string;
    readonly currency: string;
    readonly customPermissions: readonly string[];
    readonly userPermissions: readonly string[];
    /** Users one can work as; the switcher is marked as the local org's own. */
    readonly personas: readonly PersonaView[];
    /** Component bundle → URL of its module, and the vendor modules: filled by the host from the build's manifest. */
    readonly generation: number;
}
export interface TabView {
    readonly name: string;
    readonly label: string;
    readonly object?: string;
    readonly url: string;
    readonly icon: string;
}
export interface AppView {
    readonly name: string;
    readonly label: string;
    readonly tabs: readonly TabView[];
    /** All apps that this user may open, this one too. */
    readonly apps: readonly { readonly name: string; readonly label: string }[];
    /** Tabs that are no part of the app, and the local org's own pages: the App Launcher leads to them. */
    readonly launcher: readonly TabView[];
    /** Of the app's utility bar, on desktops. */
    readonly utilities: readonly UtilityView[];
}
export interface UtilityView {
    readonly id: string;
    readonly label: string;
    /** Name of an icon without its group, `insert_tag_field`. */
    readonly icon: string;
    /** Pixels. */
    readonly width: number;
    readonly height: number;
    /** Is its component there before it is opened? */
    readonly eager: boolean;
    /** Runs and is never seen. */
    readonly background: boolean;
    readonly item: PageItem;
}
export interface RegionView {
    readonly name: string;
    readonly items: readonly PageItem[];
}
export interface QuickActionView {
    readonly name: string;
    readonly label: string;
    readonly type: string;
    readonly component?: string;
    /** Of an action that makes a record or changes one. */
    readonly form?: {
        readonly target: string;
        readonly fields: readonly { readonly field: string; readonly behavior: 'Edit' | 'Required' | 'Readonly' }[];
        /** Where the values are told that it begins with; the record's Id goes behind. */
        readonly defaults: string;
        readonly message?: string;
    };
}
export interface RecordPageView {
    readonly recordId: string;
    readonly object: string;
    readonly objectLabel: string;
    readonly icon: string;
    readonly template: string;
    readonly regions: readonly RegionView[];
    /** Components appear and vanish with values of the record. */
    readonly followsRecord: boolean;
    readonly quickActions: readonly QuickActionView[];
    /** Related lists of the page layout: relation name, label, columns. */
    readonly relatedLists: readonly {
        readonly relation: string;
        readonly label: string;
        readonly fields: readonly string[];
    }[];
    readonly mayEdit: boolean;
    readonly mayDelete: boolean;
}
export interface TabPageView {
    readonly tab: string;
    readonly label: string;
    readonly regions: readonly RegionView[];
}
/** The shape `lightning/…` errors carry in `error.body`. */
export interface ApexErrorBody {
    readonly message: string;
    readonly exceptionType?: string;
    readonly stackTrace?: string;
    readonly isUserDefinedException?: boolean;
    readonly pageErrors?: readonly { readonly statusCode: string; readonly message: string }[];
    readonly fieldErrors?: Readonly<
        Record<string, readonly { readonly statusCode: string; readonly message: string }[]>
    >;
}

/** A message that Apex sent. */
export interface MailView {
    readonly kind: 'email' | 'notification';
    /** ISO 8601. */
    readonly sentAt: string;
    /** Addresses, or Ids of users and contacts. */
    readonly recipients: readonly string[];
    readonly subject: string;
    /** Plain text, or the HTML as it was written. */
    readonly body: string;
    /** Names of files. */
    readonly attachments: readonly string[];
}
