/** Starts and stops what Klantbrug runs on: the database, its schema, and the server. */
package org.klantbrug.cli.server;
