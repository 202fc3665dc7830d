package io.chromarunbook.gate.translation;

/**
 * How the bodies of a call are to be treated, known from its first line and its agent alone.
 *
 * @param request never {@link BodyTreatment#END_REWRITTEN}
 * @param answer of a status below 400; any other answer is small, and held
 */
public record Treatment(BodyTreatment request, BodyTreatment answer) {}
