package org.klantbrug.shared.web;

/** An address given by a browser that we will send it back to: only ever one of our own. */
public final class LocalAddress {
  private LocalAddress() {}

  /** The address if it is a path on this server, else {@code /home}. */
  public static String orHome(String address) {
    var local =
        address != null
            && address.startsWith("/")
            && !address.startsWith("//")
            && address.chars().noneMatch(c -> c == '\\' || c < ' ');
    return local ? address : "/home";
  }
}
