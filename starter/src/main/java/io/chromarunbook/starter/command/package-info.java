/** One class a verb: what people and scripts can ask for. */
package io.chromarunbook.starter.command;
