/** The front door as a process. */
package io.chromarunbook.starter.frontdoor;
