package org.klantbrug.shared.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/** The version that stands in the address of style and script, so that browsers keep them long. */
@Named("assets")
@ApplicationScoped
public class Assets {
  private final String version = Long.toString(System.currentTimeMillis(), 36);

  /** Changes with each start of the application. */
  public String getVersion() {
    return version;
  }
}
