/// <reference types="vite/client" />

/** The version of the jar that the page is in, empty if unknown. */
declare const PAGE_VERSION: string;
