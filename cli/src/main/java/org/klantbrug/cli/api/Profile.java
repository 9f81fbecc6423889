package org.klantbrug.cli.api;

/**
 * Somebody on a server.
 *
 * @param address of the server, ending in a slash
 * @param login whose token it is
 * @param token personal token of that login
 */
public record Profile(String address, String login, String token) {

  /** Without the secret, so that it can stand in a message. */
  @Override
  public String toString() {
    return login + " at " + address;
  }
}
