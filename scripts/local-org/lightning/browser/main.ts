/** The page: what runs first. */
import { createElement } from 'lwc';
import App from './lwc/shell/app/app.ts';

document.documentElement.lang = 'en';
document.body.appendChild(createElement('shell-app', { is: App }));
