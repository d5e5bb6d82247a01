/** Event files that TensorBoard reads, written without it. */
package studio.ganvas.train.tensorboard;
