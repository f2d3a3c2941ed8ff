/** The page: what runs first. */
import { createElement } from 'lwc';
import { enterApp } from 'org/http';
import App from './lwc/shell/app/app.ts';

// `/lightning/app/<name>[/…]` enters an app, on its home page or on the page named behind it
const [, app, rest] = /^\/lightning\/app\/([^/]+)(\/.+)?$/.exec(location.pathname) ?? [];
if (app !== undefined) {
    enterApp(decodeURIComponent(app).replace(/^(?:c|standard)__/, ''));
    history.replaceState(null, '', `/lightning${rest ?? '/page/home'}${location.search}`);
}

document.documentElement.lang = 'en';
document.body.appendChild(createElement('shell-app', { is: App }));
