/** Server-sent events to the pages: reload after a change, problems where it did not compile. */
import type { FastifyReply } from 'fastify';
import type { Problem } from '../model/index.ts';

/** What `/local-org/events` sends, one JSON document an event. */
export type PageEvent =
    { readonly kind: 'reload' } | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

export class PageEvents {
    private readonly open = new Set<FastifyReply>();
    private lastProblems: PageEvent | undefined;

    /** Keeps the connection of a page and sends it what is wrong now. */
    add(reply: FastifyReply, headers: Readonly<Record<string, string>>): void {
        reply.hijack();
        reply.raw.writeHead(200, { ...headers, 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
        reply.raw.write('retry: 500\n\n');
        if (this.lastProblems) reply.raw.write(this.text(this.lastProblems));
        this.open.add(reply);
        reply.raw.on('close', () => this.open.delete(reply));
    }
    /** Do the pages show that something did not compile? */
    get showProblems(): boolean {
        return this.lastProblems !== undefined;
    }
    send(event: PageEvent): void {
        this.lastProblems = event.kind === 'problems' ? event : undefined;
        for (const reply of this.open) reply.raw.write(this.text(event));
    }
    close(): void {
        for (const reply of this.open) reply.raw.end();
        this.open.clear();
    }
    private text(event: PageEvent): string {
        return `data: ${JSON.stringify(event)}\n\n`;
    }
}
