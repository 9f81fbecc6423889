package org.klantbrug.cli.generate;

/** Decides the given name and the code in the file. */
enum Sex {
  FEMALE("V"),
  MALE("M"),
  OTHER("X");

  private final String code;

  Sex(String code) {
    this.code = code;
  }

  String code() {
    return code;
  }
}
