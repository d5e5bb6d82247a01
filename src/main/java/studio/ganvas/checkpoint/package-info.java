/**
 * Reading and writing weights: safetensors, torch zip, legacy torch, NVIDIA network pickles and npz. Nothing in a file is
 * ever executed; a restricted unpickler builds plain values from an allow-list and refuses everything else.
 */
package studio.ganvas.checkpoint;
