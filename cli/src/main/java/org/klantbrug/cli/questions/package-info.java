/** Questions and answers for customers, from the command line. */
package org.klantbrug.cli.questions;
