import { LightningElement } from 'lwc';
import { messagesOf, request } from 'org/http';
import { session } from 'org/session';
import { toast } from 'org/toasts';

/** As whom one works: a feature of the local org, not of Salesforce, and marked so. */
export default class PersonaMenu extends LightningElement {
    get name(): string {
        return session.name;
    }
    get text(): string {
        return `Local org: working as ${session.name}. Work as somebody else`;
    }
    get initials(): string {
        return session.name
            .split(/\s+/)
            .map((part) => part[0] ?? '')
            .slice(0, 2)
            .join('')
            .toUpperCase();
    }
    get facts(): string {
        return `${session.username} · ${session.timeZone}`;
    }
    get personas(): object[] {
        return session.personas.map((persona) => ({
            ...persona,
            label: persona.title === '' ? persona.name : `${persona.name} (${persona.title})`
        }));
    }

    async handleSelect(event: CustomEvent<{ value: string }>): Promise<void> {
        if (event.detail.value === session.username) return;
        try {
            await request('POST', '/local-org/session', { username: event.detail.value });
            location.reload();
        } catch (error) {
            toast({
                title: 'The persona could not be changed',
                message: messagesOf(error).join(' '),
                variant: 'error'
            });
        }
    }
}
