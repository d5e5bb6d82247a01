/** The library of models that translate pictures. */
package studio.ganvas.engine.model;
