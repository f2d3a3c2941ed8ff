import { LightningElement, api } from 'lwc';

/** Meaning of a colour, the same everywhere in Gangway. */
export type Tone = 'good' | 'warning' | 'bad' | 'ours' | 'customer' | 'quiet' | 'waiting';

const ICONS: Readonly<Record<Tone, string>> = {
    good: 'utility:success',
    warning: 'utility:warning',
    bad: 'utility:error',
    ours: 'utility:user',
    customer: 'utility:company',
    quiet: 'utility:routing_offline',
    waiting: 'utility:clock'
};

/** A state as icon, word and colour together: never colour alone. */
export default class GangwayStatus extends LightningElement {
    @api label = '';
    @api tone: Tone = 'quiet';
    /** The rule behind the state, shown on hover and read by screen readers. */
    @api explanation?: string;

    get iconName(): string {
        return ICONS[this.tone];
    }
    get pillClass(): string {
        return `pill ${this.tone}`;
    }
}
