/** Trying out early warning on what came in before, without a server or a database. */
package org.klantbrug.cli.alarm;
