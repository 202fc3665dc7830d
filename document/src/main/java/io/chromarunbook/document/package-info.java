/**
 * What people read, as data: a document is made once, and shown as one HTML file or as Markdown.
 * Whatever text it holds may come from anywhere; it is escaped where it is shown, and only there.
 */
package io.chromarunbook.document;
