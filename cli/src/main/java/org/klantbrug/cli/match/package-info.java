/** The command that matches two files of customers without a server or a database. */
package org.klantbrug.cli.match;
