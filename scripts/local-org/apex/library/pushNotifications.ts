/** Notifications to phones: kept like e-mails, never sent. Source: Apex Reference Guide, PushNotification and PushNotificationPayload Class. */
import type { ApexMap } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { keepMessage } from './outbox.ts';
import { itemsOf, mapOf, need, textOf } from './support.ts';

class PushNotification {
    payload: ApexMap | null;
    ttl: number | null = null;
    constructor(payload: ApexMap | null = null) {
        this.payload = payload;
    }
    send(application: string, users: readonly unknown[]): null {
        const entries = this.payload?.entries().map(([key, value]) => [textOf(key), textOf(value)] as const) ?? [];
        keepMessage('notification', users.map(String), { Title: application, ...Object.fromEntries(entries) });
        return null;
    }
}
const notification: LibraryType = {
    name: 'Messaging.PushNotification',
    kind: 'class',
    is: (value) => value instanceof PushNotification,
    members: {
        'new()': () => new PushNotification(),
        'new(Map<String, Object> payload)': (payload: ApexMap | null) => new PushNotification(need(payload)),
        'void setPayload(Map<String, Object> payload)': (self: PushNotification, payload: ApexMap | null) => {
            self.payload = need(payload);
        },
        'void setTtl(Integer ttl)': (self: PushNotification, ttl: number | null) => {
            self.ttl = need(ttl);
        },
        'void send(String application, Set<String> users)': (
            self: PushNotification,
            application: string | null,
            users: unknown
        ) => self.send(need(application), itemsOf(users))
    }
};
/** The payload that Apple's service takes: `aps` with the alert, beside it what the caller adds. */
const apple = (alert: unknown, sound: string | null, badge: number | null, more: ApexMap | null): ApexMap =>
    mapOf('String', 'Object', [
        [
            'aps',
            mapOf('String', 'Object', [
                ['alert', alert],
                ...(sound === null ? [] : [['sound', sound] as const]),
                ...(badge === null ? [] : [['badge', badge] as const])
            ])
        ],
        ...(more?.entries() ?? [])
    ]);
const payload: LibraryType = {
    name: 'Messaging.PushNotificationPayload',
    kind: 'class',
    members: {
        'static Map<String, Object> apple(String alert, String sound, Integer badge, Map<String, Object> userData)':
            apple,
        'static Map<String, Object> apple(String body, String actionLocKey, String locKey, List<String> locArgs, String launchImage, String sound, Integer badge, Map<String, Object> userData)':
            (
                body: string | null,
                actionLocKey: string | null,
                locKey: string | null,
                locArgs: unknown,
                launchImage: string | null,
                sound: string | null,
                badge: number | null,
                more: ApexMap | null
            ) => {
                const parts = {
                    body,
                    'action-loc-key': actionLocKey,
                    'loc-key': locKey,
                    'loc-args': locArgs,
                    'launch-image': launchImage
                };
                const given = Object.entries(parts).filter(([, value]) => value !== null);
                return apple(mapOf('String', 'Object', given), sound, badge, more);
            }
    }
};

export const pushNotificationTypes: readonly LibraryType[] = [notification, payload];
