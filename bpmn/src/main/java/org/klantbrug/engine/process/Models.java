package org.klantbrug.engine.process;

import java.util.List;

/** The models that are deployed from this archive; nothing else ever is. Key is file name. */
public final class Models {
  /** In order of deployment: a called model before its caller. */
  public static final List<String> KEYS =
      List.of(
          "contactHistoryTransfer",
          "migrationRun",
          "complaintHandling",
          "noticeRelease",
          "waveCutover",
          "objectionHandling",
          "threatTriage",
          "crisisResponse");

  private Models() {}

  /** Where the model lies on the class path. */
  public static String resource(String key) {
    return "processes/" + key + ".bpmn20.xml";
  }
}
