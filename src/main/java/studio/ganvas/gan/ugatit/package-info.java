/** U-GAT-IT: translation between two sets of pictures with attention maps and a learnt mixture of norms. */
package studio.ganvas.gan.ugatit;
