/** The only package that touches the native engine: operations, gradients, optimizers, randomness, devices and scopes. */
package studio.ganvas.tensor;
