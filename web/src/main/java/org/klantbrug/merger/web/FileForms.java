package org.klantbrug.merger.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.merger.Delivery;
import org.klantbrug.merger.reading.FileForm;

/** How a file can be written: what a person can choose from. */
@Named
@ApplicationScoped
public class FileForms {
  private static final String TAB = "TAB";

  /** The charsets a file can have. */
  public List<String> getCharsets() {
    return FileForm.CHARSETS;
  }

  /** The separators a file can have; TAB for the tab, as a form cannot carry one. */
  public List<String> getDelimiters() {
    return FileForm.DELIMITERS.stream().map(FileForms::name).toList();
  }

  /** The separator of a file, named likewise. */
  public String delimiterOf(Delivery file) {
    return name(file.form().delimiter());
  }

  /** The separator that was chosen by its name. */
  static String delimiter(String name) {
    return name.equals(TAB) ? "\t" : name;
  }

  private static String name(String delimiter) {
    return delimiter.equals("\t") ? TAB : delimiter;
  }
}
