/** The demo's data. */
package io.chromarunbook.starter.demo;
