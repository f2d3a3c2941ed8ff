/** What a wire adapter gives: data or an error, or neither while it waits. */
export interface WireValue<Data> {
    readonly data: Data | undefined;
    readonly error: unknown;
}
export type Emit<Data> = (value: WireValue<Data>) => void;
type Callback = (value: unknown) => void;

/** The protocol of LWC: one instance for each wired property or method of each component instance. */
export interface WireInstance<Config> {
    connect(): void;
    update(config: Config): void;
    disconnect(): void;
}
export type WireAdapter<Config> = new (callback: Callback) => WireInstance<Config>;

/** Components cannot change what they are given, here as there. */
export const freeze = <Value>(value: Value): Value => {
    if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
        Object.freeze(value);
        Object.values(value).forEach(freeze);
    }
    return value;
};

/**
 * Makes a wire adapter.
 * @param ready whether the configuration is complete; the platform waits until all reactive parameters have a value
 * @param subscribe starts to serve one configuration; what it returns is called when the component goes or the configuration changes
 */
export const wireAdapter = <Config extends object, Data>(
    ready: (config: Config) => boolean,
    subscribe: (config: Config, emit: Emit<Data>) => () => void
): WireAdapter<Config> =>
    class implements WireInstance<Config> {
        readonly #callback: Callback;
        #config: Config | undefined;
        #key = '';
        #stop: (() => void) | undefined;
        #connected = false;

        constructor(callback: Callback) {
            this.#callback = callback;
        }

        connect(): void {
            this.#connected = true;
            this.#callback({ data: undefined, error: undefined });
            this.#start();
        }

        update(config: Config): void {
            const key = JSON.stringify(config, (_name, value: unknown) =>
                value === undefined ? '\0undefined' : value
            );
            if (key === this.#key) return;
            this.#key = key;
            this.#config = config;
            if (this.#connected) this.#start();
        }

        disconnect(): void {
            this.#connected = false;
            this.#end();
        }

        #start(): void {
            this.#end();
            if (this.#config === undefined || !ready(this.#config)) return;
            let current = true;
            const stop = subscribe(this.#config, (value) => {
                if (current) this.#callback(value);
            });
            this.#stop = () => {
                current = false;
                stop();
            };
        }

        #end(): void {
            this.#stop?.();
            this.#stop = undefined;
        }
    };

/** An adapter that asks once for each configuration. */
export const fetchAdapter = <Config extends object, Data>(
    ready: (config: Config) => boolean,
    load: (config: Config) => Promise<Data>
): WireAdapter<Config> =>
    wireAdapter<Config, Data>(ready, (config, emit) => {
        load(config).then(
            (data) => emit({ data: freeze(data), error: undefined }),
            (error: unknown) => emit({ data: undefined, error: freeze(error) })
        );
        return () => undefined;
    });

/** An adapter that takes no configuration and gives one value, as it is. */
export const constantAdapter = (value: unknown): WireAdapter<object> =>
    class implements WireInstance<object> {
        readonly #callback: Callback;
        constructor(callback: Callback) {
            this.#callback = callback;
        }
        connect(): void {
            this.#callback(value);
        }
        update(): void {
            // it takes no configuration
        }
        disconnect(): void {
            // nothing was opened
        }
    };
