/** The same requests by somebody without a token: they get nothing, whatever they send. */
import type { Random } from '../random.ts';
import type { Door, Outcome } from '../types.ts';
import { addresses } from './addresses.ts';
import { json } from './json.ts';
import { soap } from './soap.ts';

const DOORS = new Map([json, addresses, soap].map((door) => [door.name, door]));
/** Deep nesting is the business of the doors themselves; of their special cases some are enough. */
const ONE_OF = 10;
/** What anybody may read: which versions there are. */
const OPEN = /^GET \/services\/data\/?(?:\?|$)/;

const labelled = (name: string, input: string | Uint8Array): string => `${name}\n${String(input)}`;

const refused = (outcome: Outcome): Outcome =>
    outcome.status < 300 ? { ...outcome, status: 500, reply: `a stranger was answered: ${outcome.reply}` } : outcome;

/** An input is the name of another door, a line end, and that door's input. */
export const strangers: Door = {
    name: 'Strangers',
    input: (random: Random) => {
        const [name, door] = random.pick([...DOORS]);
        return labelled(name, door.input(random));
    },
    special: () =>
        [...DOORS]
            .flatMap(([name, door]) => door.special().map((input) => labelled(name, input)))
            .filter((_, index) => index % ONE_OF === 0),
    send: ({ org }, input) => {
        const text = String(input);
        const at = text.indexOf('\n');
        const rest = text.slice(at + 1);
        const outcome = DOORS.get(text.slice(0, at))?.send({ org }, rest);
        if (!outcome) throw new Error('no such door');
        return OPEN.test(rest) ? outcome : { ...refused(outcome), saysChanged: false };
    }
};
