package org.klantbrug.work;

import java.util.Map;

/**
 * A job as it was asked for.
 *
 * @param id key of {@code work_job}
 * @param kind name of the job file, kebab-case
 * @param subjectKind what it is about, for example {@code run}
 * @param subjectId key of that
 * @param parameters settings of this run
 * @param requestedBy who asked, null if the system did
 */
public record JobRequest(
    long id,
    String kind,
    String subjectKind,
    long subjectId,
    Map<String, String> parameters,
    Long requestedBy) {}
