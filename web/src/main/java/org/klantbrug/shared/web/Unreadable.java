package org.klantbrug.shared.web;

import jakarta.ws.rs.BadRequestException;

/** A request that cannot be read; the message says what is wrong with it. Answered with 400. */
public class Unreadable extends BadRequestException {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason for the person who wrote the request
   */
  public Unreadable(String reason) {
    super(reason);
  }
}
