import { AxeBuilder } from '@axe-core/playwright';
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };
/** What a page must show within: generous, since machines are shared, and short enough to hear of a fault soon. */
const WAIT_MS = 12_000;
const PICTURES = path.join(PROJECT_ROOT, '.cache', 'screenshots');

/** One persona at one browser window. Whatever goes wrong on a page is remembered and fails the journey. */
export class Desk {
    readonly page: Page;
    readonly faults: string[] = [];
    private readonly url: string;
    private readonly context: BrowserContext;

    private constructor(url: string, context: BrowserContext, page: Page) {
        this.url = url;
        this.context = context;
        this.page = page;
        page.on('pageerror', (error) => this.faults.push(`script error: ${error.message}`));
        page.on('console', (message) => {
            if (message.type() === 'error') this.faults.push(`console: ${message.text()} ${message.location().url}`);
        });
        page.on('response', (response) => {
            if (response.status() >= 500) this.faults.push(`${response.status()} from ${response.url()}`);
        });
    }

    /** Opens a window and works as a user of the org. */
    static async open(browser: Browser, url: string, username: string): Promise<Desk> {
        const context = await browser.newContext({ viewport: WIDE, reducedMotion: 'reduce' });
        const page = await context.newPage();
        page.setDefaultTimeout(WAIT_MS);
        const desk = new Desk(url, context, page);
        await desk.goTo('/lightning');
        const status = await page.evaluate(
            async (name) =>
                (
                    await fetch('/local-org/session', {
                        method: 'POST',
                        headers: { 'Content-Type': 'application/json', 'X-Local-Org': 'page' },
                        body: JSON.stringify({ username: name })
                    })
                ).status,
            username
        );
        assert.equal(status, 200, `${username} can work in this org`);
        return desk;
    }

    async goTo(address: string): Promise<void> {
        await this.page.goto(this.url + address);
    }

    /** Opens the page of a record found by name in the list of all records of its object. */
    async openRecord(object: string, id: string): Promise<void> {
        await this.goTo(`/lightning/r/${object}/${id}/view`);
    }

    narrow(): Promise<void> {
        return this.page.setViewportSize(NARROW);
    }
    wide(): Promise<void> {
        return this.page.setViewportSize(WIDE);
    }

    async picture(name: string): Promise<void> {
        mkdirSync(PICTURES, { recursive: true });
        await this.page.screenshot({ path: path.join(PICTURES, `${name}.png`) });
    }

    /** No component that the shell could not show, no script error, nothing a screen reader would stumble over. */
    async expectSound(): Promise<void> {
        assert.deepEqual(
            await this.page.locator('[data-unsupported]').allInnerTexts(),
            [],
            'every component of the page is shown'
        );
        assert.deepEqual(this.faults, [], 'nothing went wrong on the page');
        const overflow = await this.page.evaluate<number>(
            'document.documentElement.scrollWidth - document.documentElement.clientWidth'
        );
        assert.ok(overflow <= 1, `the page does not scroll sideways (${overflow} pixels too wide)`);
        const { violations } = await new AxeBuilder({ page: this.page })
            .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
            .analyze();
        assert.deepEqual(
            violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
            [],
            'axe finds nothing'
        );
    }

    /** The server refused once, as it should: exactly one answer of status 500 and what the browser says of it. */
    expectOneRefusal(method: string): void {
        const seen = this.faults.splice(0);
        assert.equal(seen.length, 2, seen.join('\n'));
        assert.ok(
            seen.every((fault) => fault.includes(method)),
            seen.join('\n')
        );
    }

    close(): Promise<void> {
        return this.context.close();
    }
}
