/** Plans before they run: drafted from a live source, checked against both servers. */
package io.chromarunbook.starter.planning;
