/** What people and programs see of mergers: their runs, files and mappings. */
package org.klantbrug.merger.web;
