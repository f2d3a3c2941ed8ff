/** `/ui-api/favorites`: what a user wants to come back to. Source: User Interface API, "Favorites". */
import { PlatformError, makeId } from '../../model/index.ts';
import type { Id } from '../../model/index.ts';
import { isObject, json, noContent, notFound, readObject, textOf } from '../http.ts';
import type { JsonObject } from '../http.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { keep, readKept } from './kept.ts';

const PATH = '/services/data/:version/ui-api/favorites';
const MOST = 200;
const TARGETS: ReadonlySet<string> = new Set(['ListView', 'ObjectHome', 'Record', 'Tab', 'Url', 'Component']);

interface Favorite {
    readonly id: Id;
    readonly name: string;
    readonly target: string;
    readonly targetType: string;
    readonly accessCount: number;
    readonly lastAccessDate: string | null;
}

const all = (call: Call): Favorite[] => readKept<Favorite[]>(call, 'favorites', []);
const keepAll = (call: Call, favorites: readonly Favorite[]): void => keep(call, 'favorites', favorites);

const need = (body: JsonObject, name: string): string => {
    const text = textOf(body, name);
    if (text === undefined || text === '' || text.length > 255)
        throw new PlatformError('INVALID_INPUT', `A favorite needs its ${name}, of 255 characters at most`);
    return text;
};

const made = (call: Call, body: JsonObject): Favorite => {
    const targetType = need(body, 'targetType');
    if (!TARGETS.has(targetType)) throw new PlatformError('INVALID_INPUT', `Invalid targetType: ${targetType}`);
    const id = makeId('0MV', call.org.database.store.nextNumber('favorites'));
    return {
        id,
        name: need(body, 'name'),
        target: need(body, 'target'),
        targetType,
        accessCount: 0,
        lastAccessDate: null
    };
};

const shown = ({ org }: Call, favorite: Favorite, sortOrder: number): JsonObject => {
    const object = favorite.targetType === 'Record' ? org.current.model.schema.objectOf(favorite.target) : undefined;
    return {
        ...favorite,
        iconColor: null,
        iconUrl: null,
        objectType: object?.name ?? favorite.targetType,
        sortOrder: sortOrder + 1,
        subtitle: object?.label ?? favorite.targetType
    };
};

const list = (call: Call): JsonObject => ({ favorites: all(call).map((one, at) => shown(call, one, at)) });

/** The place of a favorite. @throws PlatformError NOT_FOUND */
const placeOf = (call: Call, favorites: readonly Favorite[]): number => {
    const at = favorites.findIndex(({ id }) => id === call.parameters.id);
    if (at < 0) throw notFound();
    return at;
};
const refuseMany = (count: number): void => {
    if (count > MOST) throw new PlatformError('LIMIT_EXCEEDED', `At most ${MOST} favorites can be kept`);
};

const create = (call: Call): ApiResponse =>
    call.transaction(() => {
        const known = all(call);
        refuseMany(known.length + 1);
        const favorite = made(call, readObject(call.request));
        keepAll(call, [...known, favorite]);
        return json(201, shown(call, favorite, known.length));
    });

/** All favorites at once, in their new order: those with an Id stay, those without are made, the rest goes. */
const replace = (call: Call): ApiResponse =>
    call.transaction(() => {
        const { favorites } = readObject(call.request);
        if (!Array.isArray(favorites) || !favorites.every(isObject))
            throw new PlatformError('INVALID_INPUT', 'favorites must be a list of favorites');
        const asked: readonly JsonObject[] = favorites;
        refuseMany(asked.length);
        const ids = asked.flatMap((one) => textOf(one, 'id') ?? []);
        if (new Set(ids).size < ids.length)
            throw new PlatformError('INVALID_INPUT', 'A favorite stands in the list once');
        const known = new Map(all(call).map((one) => [one.id, one]));
        keepAll(
            call,
            asked.map((one) => {
                const old = known.get(textOf(one, 'id') ?? '');
                return old ? { ...old, name: 'name' in one ? need(one, 'name') : old.name } : made(call, one);
            })
        );
        return json(200, list(call));
    });

const read = (call: Call): ApiResponse =>
    call.transaction(() => {
        const favorites = all(call);
        const at = placeOf(call, favorites);
        return json(200, shown(call, favorites[at] as Favorite, at));
    });

const change =
    (how: (favorite: Favorite, call: Call) => Favorite) =>
    (call: Call): ApiResponse =>
        call.transaction(() => {
            const favorites = all(call);
            const at = placeOf(call, favorites);
            const changed = how(favorites[at] as Favorite, call);
            keepAll(
                call,
                favorites.map((one, place) => (place === at ? changed : one))
            );
            return json(200, shown(call, changed, at));
        });

const rename = change((favorite, call) => ({ ...favorite, name: need(readObject(call.request), 'name') }));
const used = change((favorite) => ({
    ...favorite,
    accessCount: favorite.accessCount + 1,
    lastAccessDate: new Date().toISOString()
}));

const remove = (call: Call): ApiResponse =>
    call.transaction(() => {
        const favorites = all(call);
        const at = placeOf(call, favorites);
        keepAll(
            call,
            favorites.filter((_one, place) => place !== at)
        );
        return noContent();
    });

export const favoriteRoutes: readonly Route[] = [
    { method: 'GET', path: PATH, login: 'any', handle: (call) => call.transaction(() => json(200, list(call))) },
    { method: 'POST', path: PATH, login: 'any', handle: create },
    { method: 'PUT', path: `${PATH}/batch`, login: 'any', handle: replace },
    { method: 'GET', path: `${PATH}/:id`, login: 'any', handle: read },
    { method: 'PATCH', path: `${PATH}/:id`, login: 'any', handle: rename },
    { method: 'DELETE', path: `${PATH}/:id`, login: 'any', handle: remove },
    { method: 'PATCH', path: `${PATH}/:id/usage`, login: 'any', handle: used }
];
