import { Blob } from '../runtime/index.ts';
import { need } from './support.ts';

/** Body and headers, which requests and responses have alike. Header names ignore case. */
export class Message {
    body: Blob = Blob.ofText('');
    set bytes(bytes: Uint8Array) {
        this.body = new Blob(bytes);
    }
    readonly headers = new Map<string, readonly [name: string, value: string]>();
    setHeader(name: string, value: string): void {
        this.headers.set(need(name).toLowerCase(), [name, value]);
    }
    header(name: string): string | null {
        return this.headers.get(need(name).toLowerCase())?.[1] ?? null;
    }
}
/** System.HttpRequest. */
export class HttpRequest extends Message {
    endpoint: string | null = null;
    method: string | null = null;
    timeout = 10_000;
    compressed = false;
    apexText(): string {
        return `System.HttpRequest[Endpoint=${this.endpoint}, Method=${this.method}]`;
    }
}
/** System.HttpResponse. */
export class HttpResponse extends Message {
    status: string | null = null;
    statusCode = 0;
    apexText(): string {
        return `System.HttpResponse[Status=${this.status}, StatusCode=${this.statusCode}]`;
    }
}
