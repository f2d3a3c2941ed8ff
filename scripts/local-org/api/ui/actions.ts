/** `/ui-api/actions`: the buttons of records, objects, lists. Source: User Interface API, "Actions". */
import { PlatformError } from '../../model/index.ts';
import type { ObjectDef } from '../../model/index.ts';
import type { QuickActionDef } from '../../metadata/types.ts';
import type { Transaction } from '../../database/types.ts';
import { idsOfMembers } from '../../org/memberIds.ts';
import { commaList, json } from '../http.ts';
import type { JsonObject } from '../http.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { emptyTree } from './fields.ts';
import { layoutOf } from './layouts.ts';
import { uiObject } from './object-info.ts';
import { fetchRows, missing, objectOfRecord } from './record.ts';

const PATH = '/services/data/:version/ui-api/actions';
/** Source: same guide: as many records, objects or lists a call. */
const MOST = 100;

interface Source {
    /** `Record`, `RecordEdit`, `MruList` … */
    readonly context: string;
    readonly object: ObjectDef;
    /** What is asked about: a record, or an object. */
    readonly of: string;
}

const action = (
    { context, object, of }: Source,
    at: number,
    facts: Readonly<Record<'apiName' | 'label' | 'type' | 'subtype', string>>,
    id: string | null = null
): JsonObject => ({
    actionListContext: context,
    actionTarget: null,
    actionTargetType: 'Desktop',
    externalId: `${context}:${of}:${facts.apiName}`,
    iconUrl: null,
    id: id ?? facts.apiName,
    isMassAction: false,
    primaryColor: null,
    relatedListRecordId: null,
    relatedSourceObject: null,
    section: context === 'RecordEdit' || context === 'RecordCreate' ? 'SingleActionLinks' : 'Page',
    sourceObject: of,
    targetObject: object.name,
    targetUrl: null,
    ...facts,
    sortOrder: at
});

const standard = (name: string, label = name) =>
    ({ apiName: name, label, type: 'StandardButton', subtype: 'StandardButton' }) as const;

/** The platform's own buttons that this user may press. */
const standardActions = (tx: Transaction, object: ObjectDef, ...wanted: ('create' | 'edit' | 'delete')[]) => {
    const rights = tx.user.access.object(object);
    const may = (right: 'create' | 'edit' | 'delete'): boolean =>
        wanted.includes(right) && rights[right] && !object.readOnly;
    return [
        ...(may('edit') ? [standard('Edit')] : []),
        ...(may('create') ? [wanted.includes('edit') ? standard('Clone') : standard('New')] : []),
        ...(may('delete') ? [standard('Delete')] : [])
    ];
};

/** Quick actions that the object's layout names. */
const quickActions = (call: Call, tx: Transaction, object: ObjectDef): readonly QuickActionDef[] => {
    const { model } = call.org.current;
    const named = layoutOf(tx, model, object).actions;
    return model.pages.quickActions.filter(({ name }) => named.includes(name));
};

const list = (
    call: Call,
    source: Source,
    buttons: readonly ReturnType<typeof standard>[],
    own: readonly QuickActionDef[]
) => {
    const ids = idsOfMembers(
        call.org,
        'QuickAction',
        own.map(({ name }) => name)
    );
    return {
        actions: [
            ...buttons.map((facts, at) => action(source, at, facts)),
            ...own.map(({ name, label, type }, at) =>
                action(
                    source,
                    buttons.length + at,
                    { apiName: name, label, type: 'QuickAction', subtype: type },
                    ids[at]
                )
            )
        ],
        eTag: `${source.of}-${source.context}`,
        url: call.request.path
    };
};

const answer = (call: Call, byName: ReadonlyMap<string, unknown>): ApiResponse =>
    json(200, {
        actions: Object.fromEntries(byName),
        eTag: [...byName.keys()].join('-'),
        url: call.request.path
    });

const namesIn = (text: string | undefined): string[] => {
    const names = commaList(text);
    if (names.length > MOST)
        throw new PlatformError('ILLEGAL_QUERY_PARAMETER_VALUE', `At most ${MOST} can be asked for at once`);
    return names;
};

const ofRecords =
    (context: 'Record' | 'RecordEdit') =>
    (call: Call): ApiResponse =>
        call.transaction((tx) => {
            const asked = namesIn(call.parameters.ids).map((text) => objectOfRecord(tx, text));
            for (const object of new Set(asked.map((one) => one.object))) {
                const ids = asked.filter((one) => one.object === object).map(({ id }) => id);
                if (fetchRows(call.org, tx, emptyTree(object), ids).length < ids.length) throw missing();
            }
            const found = asked.map(({ id, object }) => {
                const isPage = context === 'Record';
                const buttons = isPage
                    ? standardActions(tx, object, 'edit', 'create', 'delete')
                    : [standard('SaveEdit', 'Save'), standard('CancelEdit', 'Cancel')];
                const own = isPage ? quickActions(call, tx, object) : [];
                return [id, list(call, { context, object, of: id }, buttons, own)] as const;
            });
            return answer(call, new Map(found));
        });

const ofObjects =
    (context: 'RecordCreate' | 'MruList' | 'Lookup') =>
    (call: Call): ApiResponse =>
        call.transaction((tx) => {
            const found = namesIn(call.parameters.objects).map((name) => {
                const object = uiObject(tx, name);
                const buttons =
                    context === 'RecordCreate'
                        ? [standard('SaveEdit', 'Save'), standard('CancelEdit', 'Cancel')]
                        : standardActions(tx, object, 'create');
                return [object.name, list(call, { context, object, of: object.name }, buttons, [])] as const;
            });
            return answer(call, new Map(found));
        });

const global = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const own = call.org.current.model.pages.quickActions.filter(({ object }) => object === undefined);
        const user = uiObject(tx, 'User');
        return answer(
            call,
            new Map([['Global', list(call, { context: 'Global', object: user, of: 'Global' }, [], own)]])
        );
    });

export const uiActionRoutes: readonly Route[] = [
    { method: 'GET', path: `${PATH}/global`, login: 'any', handle: global },
    { method: 'GET', path: `${PATH}/record/:ids`, login: 'any', handle: ofRecords('Record') },
    { method: 'GET', path: `${PATH}/record/:ids/record-edit`, login: 'any', handle: ofRecords('RecordEdit') },
    { method: 'GET', path: `${PATH}/object/:objects/record-create`, login: 'any', handle: ofObjects('RecordCreate') },
    { method: 'GET', path: `${PATH}/mru-list/:objects`, login: 'any', handle: ofObjects('MruList') },
    { method: 'GET', path: `${PATH}/lookup/:objects`, login: 'any', handle: ofObjects('Lookup') }
];
