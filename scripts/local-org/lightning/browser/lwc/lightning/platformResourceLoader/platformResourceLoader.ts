/** `lightning/platformResourceLoader`: files of static resources, each loaded once. */
const loaded = new Map<string, Promise<void>>();

const once = (url: string, element: HTMLScriptElement | HTMLLinkElement): Promise<void> => {
    const found = loaded.get(url);
    if (found) return found;
    const done = new Promise<void>((resolve, reject) => {
        element.addEventListener('load', () => resolve());
        element.addEventListener('error', () => reject(new Error(`${url} could not be loaded`)));
        document.head.appendChild(element);
    });
    loaded.set(url, done);
    return done;
};

export const loadScript = (_component: object, url: string): Promise<void> => {
    const script = document.createElement('script');
    script.src = url;
    return once(url, script);
};
export const loadStyle = (_component: object, url: string): Promise<void> => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = url;
    return once(url, link);
};
